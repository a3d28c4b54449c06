// The pages that mails lead to. The mail's token stands behind the "#" of the link, which browsers send to nobody; it is
// taken out of the address at once, and used only when a person says so, since some mailboxes open links by themselves.

import { h } from "./dom.js";

const email = { name: "email", label: "Email address", type: "email", autocomplete: "username" };
const password = { name: "password", label: "Password", type: "password", autocomplete: "current-password" };
const newPassword = {
  name: "password", label: "New password", type: "password", autocomplete: "new-password",
  hint: "At least 10 characters. A few words that only you put together are good, and easy to keep.",
};
const code = {
  name: "code", label: "Code of your authenticator", type: "text", autocomplete: "one-time-code", inputmode: "numeric",
  optional: true, hint: "If you have a second factor. A recovery code will do, too.",
};

/** What can be done, by the last part of the address. `send` gives what is said when it is done. */
const steps = {
  "register": {
    title: "Make an account", fields: [{ name: "name", label: "Your name", type: "text", autocomplete: "name" }, email, newPassword],
    button: "Make the account", ways: ["forgot-password"],
    send: async (values) => {
      await post("/auth/register", values);
      return ["Look into your mailbox", `A mail to ${values.email} has a link that finishes the account.`];
    },
  },
  "verify-email": {
    title: "Confirm your address", words: "One step, and the account can be used.", button: "Confirm", token: true,
    send: async ({ token }) => {
      await post("/auth/verify-email", { token });
      return ["Confirmed", "You can log in with this address now."];
    },
  },
  "forgot-password": {
    title: "Ask for a new password", fields: [email], button: "Send the mail", ways: ["register"],
    send: async (values) => {
      await post("/auth/forgot-password", values);
      return ["Look into your mailbox", `If ${values.email} has an account, a mail with a link is on its way. It is good for an hour.`];
    },
  },
  "reset-password": {
    title: "Choose a new password", words: "All sessions of the account end.", fields: [newPassword], button: "Set the password", token: true,
    ways: ["forgot-password"],
    send: async (values) => {
      await post("/auth/reset-password", values);
      return ["The password is set", "Log in with it from now on."];
    },
  },
  "admit-network": {
    title: "Was it you?", words: "Somebody with your password tried to log in from a network that is new to your account.",
    button: "It was me", token: true,
    send: async ({ token }) => {
      await post("/auth/admit-network", { token });
      return ["Thank you", "Log in again from where you tried."];
    },
  },
  "accept-invitation": {
    title: "Join a company", words: "Log in with the address that the invitation was sent to. If it has no account yet, make one first, and open this link again.", fields: [email, password, code],
    button: "Join", token: true, ways: ["register", "forgot-password"],
    send: async ({ token, ...values }) => {
      const login = await post("/auth/login", values);
      try {
        const joined = await post("/invitations/accept", { token }, login.accessToken);
        return ["Welcome", `You are a member of ${joined.name} now.`];
      } finally {
        // Whether that works changes nothing of what was done.
        await post("/auth/logout", { refreshToken: login.refreshToken }).catch(() => {});
      }
    },
  },
};

class Refused extends Error {
  constructor(problem) {
    super(problem.detail);
    this.fields = problem.errors ?? [];
  }
}

async function post(path, body, accessToken) {
  const headers = { "Content-Type": "application/json", ...(accessToken ? { Authorization: `Bearer ${accessToken}` } : {}) };
  let response;
  try {
    response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  } catch {
    throw new Refused({ detail: "The server could not be reached. Try again in a moment." });
  }
  const text = await response.text();
  if (response.ok) return text ? JSON.parse(text) : null;
  let problem;
  try { problem = JSON.parse(text); } catch { problem = { detail: `The server answered with ${response.status}.` }; }
  throw new Refused(problem);
}

function field({ name, label, type, autocomplete, inputmode, optional, hint }) {
  const described = [hint && `${name}-hint`, `${name}-wrong`].filter(Boolean).join(" ");
  return h("div", { class: "field" },
    h("label", { for: name }, label),
    h("input", { id: name, name, type, autocomplete, inputmode, required: !optional, "aria-describedby": described }),
    hint && h("p", { class: "hint", id: `${name}-hint` }, hint),
    h("p", { class: "wrong", id: `${name}-wrong`, hidden: true }));
}

function show(...content) {
  const place = document.getElementById("account");
  place.replaceChildren(h("div", { class: "card" }, ...content));
  return place;
}

const heading = (text) => h("h1", { tabindex: "-1" }, text);

function say(title, words, ...more) {
  show(heading(title), h("p", { role: "status" }, words), ...more).querySelector("h1").focus();
  document.title = `${title} · Souk`;
}

const ways = (names) => h("nav", { class: "ways", "aria-label": "Other ways" },
  names.map((name) => h("a", { href: `/account/${name}` }, steps[name].title)));

function tell(form, error) {
  for (const input of form.querySelectorAll("input")) {
    const wrong = error.fields?.find((item) => item.field === input.name);
    const place = document.getElementById(`${input.name}-wrong`);
    place.hidden = !wrong;
    place.textContent = wrong?.message ?? "";
    input.setAttribute("aria-invalid", wrong ? "true" : "false");
  }
  const rest = form.querySelector(":scope > .wrong");
  const isTold = error.fields?.length > 0 && error.fields.every((item) => form.elements.namedItem(item.field));
  rest.hidden = isTold;
  rest.textContent = error.message;
  form.querySelector('[aria-invalid="true"]')?.focus();
}

function begin(step) {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  history.replaceState(null, "", location.pathname);
  if (step.token && !token) {
    return say("This link is not whole", "Open it as it stands in the mail, or copy all of it into the address bar.", ways(step.ways ?? []));
  }
  const button = h("button", { class: "button primary", type: "submit" }, step.button);
  const form = h("form", { novalidate: true }, (step.fields ?? []).map(field), h("p", { class: "wrong", role: "alert", hidden: true }), button);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const values = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
    const missing = (step.fields ?? []).filter((item) => !item.optional && !values[item.name]);
    if (missing.length > 0) {
      return tell(form, { message: "", fields: missing.map((item) => ({ field: item.name, message: "This is needed." })) });
    }
    button.disabled = true;
    try {
      say(...await step.send(step.token ? { ...values, token } : values));
    } catch (error) {
      tell(form, error);
    } finally {
      button.disabled = false;
    }
  });
  show(heading(step.title), step.words && h("p", {}, step.words), form, step.ways && ways(step.ways));
  document.title = `${step.title} · Souk`;
  form.querySelector("input")?.focus();
}

const step = steps[location.pathname.split("/").pop()];
if (step) begin(step);
