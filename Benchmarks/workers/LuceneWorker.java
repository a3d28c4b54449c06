import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.facet.Facets;
import org.apache.lucene.facet.FacetsCollectorManager;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.LabelAndValue;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LRUQueryCache;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryCachingPolicy;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IntsRefBuilder;
import org.apache.lucene.util.fst.FST;
import org.apache.lucene.util.fst.FSTCompiler;
import org.apache.lucene.util.fst.PositiveIntOutputs;
import org.apache.lucene.util.fst.Util;

/** Lucene as one of the engines that Benchmarks/run measures; what is said on the way in and out stands in the README. */
final class LuceneWorker {
    private static final FacetsConfig FACETS = new FacetsConfig();

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("build")) {
            build(Path.of(arguments[1]), Path.of(arguments[2]), Integer.parseInt(arguments[3]), Double.parseDouble(arguments[4]));
        } else {
            new LuceneWorker(Path.of(arguments[1])).serve(Path.of(arguments[2]));
        }
    }

    private static void build(Path documents, Path folder, int segments, double megabytes) throws IOException {
        long began = System.nanoTime();
        Analyzer analyzer = new StandardAnalyzer();
        IndexWriterConfig settings = new IndexWriterConfig(analyzer)
            .setRAMBufferSizeMB(megabytes).setUseCompoundFile(false).setSimilarity(new BM25Similarity(1.2f, 0.75f));
        if (segments > 1) settings.setMergePolicy(NoMergePolicy.INSTANCE);
        long share = Long.MAX_VALUE;
        if (segments > 1) try (var lines = Files.lines(documents)) { share = lines.count() / segments + 1; }
        long count = 0;
        try (IndexWriter writer = new IndexWriter(FSDirectory.open(folder), settings);
                BufferedReader lines = Files.newBufferedReader(documents)) {
            for (String line; (line = lines.readLine()) != null; ) {
                writer.addDocument(FACETS.build(document(line.split("\t", -1))));
                if (++count % share == 0) writer.flush();
            }
            if (segments == 1) writer.forceMerge(1);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf("{\"documents\": %d, \"seconds\": %.3f, \"peak_bytes\": %d}%n", count, seconds, peakBytes());
    }

    /** The most memory that this process has held. */
    private static long peakBytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
        return 0;
    }

    private static Document document(String[] columns) {
        Document document = new Document();
        document.add(new NumericDocValuesField("id", Long.parseLong(columns[0])));
        document.add(new SortedSetDocValuesFacetField("section", columns[1]));
        document.add(new SortedSetDocValuesFacetField("year", columns[2]));
        document.add(new LongPoint("popularity", Long.parseLong(columns[3])));
        document.add(new NumericDocValuesField("popularity", Long.parseLong(columns[3])));
        document.add(new StringField("title", columns[4], Field.Store.YES));
        document.add(new StoredField("body", columns[5]));
        document.add(new TextField("text", columns[6], Field.Store.NO));
        return document;
    }

    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final SortedSetDocValuesReaderState facetState;
    private final NumericDocValuesByDocument ids;
    private FST<Long> titles;
    /** Adds up what was fetched, so that none of it can be left out as unused. */
    private volatile long fetchedBytes;

    private interface NumericDocValuesByDocument { long of(int document) throws IOException; }

    private record Question(String id, String text) {}

    private record Outcome(String id, long nanoseconds, long total, String hits) {}

    /** What came of one search: `total` -1 where it was not counted. */
    private record Reply(long total, ScoreDoc[] hits) {}

    private LuceneWorker(Path folder) throws IOException {
        reader = DirectoryReader.open(FSDirectory.open(folder));
        searcher = new IndexSearcher(reader);
        searcher.setSimilarity(new BM25Similarity(1.2f, 0.75f));
        // Filters are cached, as in Souk; searches are not, or they would not be measured.
        searcher.setQueryCache(new LRUQueryCache(256, 64 << 20, context -> true, 1));
        searcher.setQueryCachingPolicy(new QueryCachingPolicy() {
            @Override public void onUse(Query query) {}
            @Override public boolean shouldCache(Query query) { return query.toString().startsWith("popularity:"); }
        });
        facetState = new DefaultSortedSetDocValuesReaderState(reader, FACETS);
        ids = document -> {
            NumericDocValues values = MultiDocValues.getNumericValues(reader, "id");
            return values.advanceExact(document) ? values.longValue() : -1;
        };
    }

    private void serve(Path queries) throws Exception {
        Map<String, List<Question>> sets = new HashMap<>();
        for (String line : Files.readAllLines(queries)) {
            String[] columns = line.split("\t");
            sets.computeIfAbsent(columns[1], set -> new ArrayList<>()).add(new Question(columns[0], columns[2]));
        }
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = orders.readLine()) != null; ) {
            Map<String, String> order = new HashMap<>();
            for (String word : line.split(" ")) order.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
            List<Question> questions = sets.getOrDefault(order.get("queries"), List.of());
            double seconds = Double.parseDouble(order.get("seconds"));
            // Code is compiled as it runs: a pass or two are not enough to warm up.
            long warm = System.nanoTime() + (long) (seconds * 1e9);
            while (!questions.isEmpty() && System.nanoTime() < warm) perform(order, questions, (warm - System.nanoTime()) / 1e9);
            StringBuilder said = new StringBuilder();
            for (Outcome outcome : perform(order, questions, seconds)) {
                said.append(outcome.id).append('\t').append(outcome.nanoseconds).append('\t').append(outcome.total)
                    .append('\t').append(outcome.hits).append('\n');
            }
            System.out.println(said + "end");
        }
    }

    private List<Outcome> perform(Map<String, String> order, List<Question> questions, double seconds) throws Exception {
        List<Outcome> done = new ArrayList<>();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        for (Question question : questions) {
            Callable<Reply> search = prepare(order, question.text);
            long began = System.nanoTime();
            Reply reply = search.call();
            long ended = System.nanoTime();
            StringBuilder hits = new StringBuilder();
            for (int i = 0; i < Math.min(10, reply.hits.length); i++) hits.append(i > 0 ? "," : "").append(ids.of(reply.hits[i].doc));
            done.add(new Outcome(question.id, ended - began, reply.total, hits.toString()));
            if (ended > end) break;
        }
        return done;
    }

    private Callable<Reply> prepare(Map<String, String> order, String text) throws IOException {
        int top = Integer.parseInt(order.get("top"));
        boolean isExact = order.get("total").equals("exact");
        if (order.get("kind").equals("suggest")) {
            if (titles == null) titles = buildTitles();
            return () -> suggest(text, top);
        }
        Query query = query(order, text);
        String facets = order.get("facets"), fetch = order.get("fetch"), sort = order.get("sort");
        if (facets != null) return () -> count(query, facets.split(","));
        if (top == 0) return () -> new Reply(searcher.count(query), new ScoreDoc[0]);
        int threshold = isExact ? Integer.MAX_VALUE : 1;
        if (sort != null) {
            Sort by = new Sort(new SortField(sort, SortField.Type.LONG, true));
            return () -> reply(searcher.search(query, new TopFieldCollectorManager(by, top, null, threshold)), isExact);
        }
        if (fetch == null) return () -> reply(searcher.search(query, new TopScoreDocCollectorManager(top, null, threshold)), isExact);
        return () -> {
            Reply found = reply(searcher.search(query, new TopScoreDocCollectorManager(top, null, threshold)), isExact);
            StoredFields stored = searcher.storedFields();
            for (ScoreDoc hit : found.hits) fetchedBytes += stored.document(hit.doc).get(fetch).length();
            return found;
        };
    }

    private Query query(Map<String, String> order, String text) {
        Query query = words(order.get("kind"), text.split(" "));
        if (!order.containsKey("below")) return query;
        Query limit = LongField.newRangeQuery("popularity", 0, Long.parseLong(order.get("below")) - 1);
        return new BooleanQuery.Builder().add(query, Occur.MUST).add(limit, Occur.FILTER).build();
    }

    private static Query words(String kind, String[] words) {
        switch (kind) {
            case "phrase": return new PhraseQuery("text", words);
            case "prefix": return new PrefixQuery(new Term("text", words[0]));
            case "fuzzy": return new FuzzyQuery(new Term("text", words[0]), 1);
            default:
        }
        if (words.length == 1) return new TermQuery(new Term("text", words[0]));
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        for (String word : words) query.add(new TermQuery(new Term("text", word)), kind.equals("all") ? Occur.MUST : Occur.SHOULD);
        return query.build();
    }

    private static Reply reply(TopDocs found, boolean isExact) {
        return new Reply(isExact ? found.totalHits.value() : -1, found.scoreDocs);
    }

    private Reply count(Query query, String[] fields) throws IOException {
        Facets facets = new SortedSetDocValuesFacetCounts(facetState, searcher.search(query, new FacetsCollectorManager()));
        long total = 0;
        for (String field : fields) {
            var found = facets.getTopChildren(100, field);
            if (found == null || !field.equals(fields[0])) continue;
            for (LabelAndValue value : found.labelValues) total += value.value.longValue();
        }
        return new Reply(total, new ScoreDoc[0]);
    }

    /** Titles and, so that the shortest path is the most popular, how far each is from the greatest popularity. */
    private FST<Long> buildTitles() throws IOException {
        TreeMap<BytesRef, Long> popularities = new TreeMap<>();
        StoredFields stored = reader.storedFields();
        NumericDocValues popularity = MultiDocValues.getNumericValues(reader, "popularity");
        for (int i = 0; i < reader.maxDoc(); i++) {
            String title = stored.document(i).get("title").toLowerCase();
            if (popularity.advanceExact(i)) popularities.merge(new BytesRef(title), popularity.longValue(), Math::max);
        }
        FSTCompiler<Long> compiler = new FSTCompiler.Builder<>(FST.INPUT_TYPE.BYTE1, PositiveIntOutputs.getSingleton()).build();
        IntsRefBuilder scratch = new IntsRefBuilder();
        for (var title : popularities.entrySet()) {
            compiler.add(Util.toIntsRef(title.getKey(), scratch), Integer.MAX_VALUE - title.getValue());
        }
        return FST.fromFSTReader(compiler.compile(), compiler.getFSTReader());
    }

    private Reply suggest(String prefix, int top) throws IOException {
        FST.Arc<Long> arc = titles.getFirstArc(new FST.Arc<>());
        FST.BytesReader bytes = titles.getBytesReader();
        long distance = 0;
        for (byte b : prefix.getBytes(StandardCharsets.UTF_8)) {
            if (titles.findTargetArc(b & 0xFF, arc, arc, bytes) == null) return new Reply(-1, new ScoreDoc[0]);
            distance += arc.output();
        }
        fetchedBytes += Util.shortestPaths(titles, arc, distance, Comparator.naturalOrder(), top, false).topN.size();
        return new Reply(-1, new ScoreDoc[0]);
    }
}
