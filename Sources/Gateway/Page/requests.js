// Talking to the server. A later request of a kind ends the earlier one, so that answers never arrive out of turn.

const running = new Map();

async function ask(kind, address, options) {
  running.get(kind)?.abort();
  const control = new AbortController();
  running.set(kind, control);
  try {
    const response = await fetch(address, { ...options, signal: control.signal });
    const body = await response.json().catch(() => null);
    if (!response.ok) throw new Refusal(response, body);
    return body;
  } catch (error) {
    if (control.signal.aborted) return null;
    throw error instanceof Refusal ? error : new Refusal(null, null);
  } finally {
    if (running.get(kind) === control) running.delete(kind);
  }
}

/** The server's problem+json, or its silence. */
export class Refusal extends Error {
  constructor(response, problem) {
    super(problem?.title ?? (response ? `The server answered ${response.status}` : "The server cannot be reached"));
    this.detail = problem?.errors?.map((item) => item.message).join("; ") || problem?.detail
      || (response ? "" : "It may be starting again, or the network may be down.");
    this.requestId = problem?.requestId ?? response?.headers.get("x-request-id") ?? "";
    this.isOurs = Boolean(response) && response.status < 500;
  }
}

/** null when a later search took its place. */
export const search = (request) => ask("search", "/search", {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(request),
});

export const suggest = (query, limit) => ask("suggest", `/search/suggestions?${new URLSearchParams({ q: query, limit })}`);

export function stop(kind) {
  running.get(kind)?.abort();
  running.delete(kind);
}

export const isRunning = (kind) => running.has(kind);
