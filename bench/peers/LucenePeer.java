// Lucene as a child of bench/peers: builds an index from papers.tsv, or answers lines of standard
// input with lines of standard output, timed here.
//
//   LucenePeer build WORK | serve WORK
//   ask <tab> all|any <tab> facets|- <tab> clauses      -> nanoseconds <tab> total <tab> hits [<tab> value:count,… a facet]
//   load <tab> all|any <tab> facets|- <tab> clients <tab> seconds      over WORK/timed.tsv -> queries a second
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.*;
import org.apache.lucene.facet.*;
import org.apache.lucene.facet.sortedset.*;
import org.apache.lucene.index.*;
import org.apache.lucene.search.*;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.*;
import org.apache.lucene.util.Version;

public final class LucenePeer {
  private static final int HITS = 10;
  private static final int FACET_VALUES = 20;

  private final Path work;
  private final int facetCount;
  private final FacetsConfig config = new FacetsConfig();

  private LucenePeer(Path work) throws IOException {
    this.work = work;
    Set<String> names = new LinkedHashSet<>();
    for (String line : Files.readAllLines(work.resolve("facets.tsv"))) names.add(line.split("\t")[0]);
    facetCount = names.size();
    for (int i = 0; i < facetCount; i++) config.setMultiValued("f" + i, true);
  }

  public static void main(String[] args) throws Exception {
    LucenePeer peer = new LucenePeer(Paths.get(args[1]));
    if (args[0].equals("build")) {
      peer.build();
    } else {
      peer.serve();
    }
  }

  private File folder() {
    return work.resolve("lucene").toFile();
  }

  private void build() throws IOException {
    IndexWriterConfig settings = new IndexWriterConfig(Version.LATEST, new WhitespaceAnalyzer());
    settings.setSimilarity(new BM25Similarity());
    settings.setRAMBufferSizeMB(128);
    try (Directory directory = FSDirectory.open(folder());
        IndexWriter writer = new IndexWriter(directory, settings);
        BufferedReader in = Files.newBufferedReader(work.resolve("papers.tsv"), StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] parts = line.split("\t", -1);
        Document document = new Document();
        document.add(new TextField("words", parts[facetCount], Field.Store.NO));
        for (int i = 0; i < facetCount; i++) {
          if (parts[i].isEmpty()) continue;
          for (String value : parts[i].split(",")) document.add(new SortedSetDocValuesFacetField("f" + i, value));
        }
        writer.addDocument(config.build(document));
      }
      writer.forceMerge(1);
    }
  }

  private static final class Request {
    final Query query;
    final boolean facets;

    Request(String joining, String facets, String clauses) {
      this.facets = facets.equals("facets");
      BooleanQuery all = new BooleanQuery();
      String[] parts = clauses.split("\\|");
      for (String clause : parts) {
        all.add(clause(clause), joining.equals("all") ? BooleanClause.Occur.MUST : BooleanClause.Occur.SHOULD);
      }
      query = parts.length == 1 ? clause(clauses) : all;
    }

    private static Query clause(String text) {
      String[] words = text.split(" ");
      if (words.length == 1) return new TermQuery(new Term("words", text));
      PhraseQuery phrase = new PhraseQuery();
      for (String word : words) phrase.add(new Term("words", word));
      return phrase;
    }
  }

  private static final class Reply {
    int total, hits;
    final List<FacetResult> facets = new ArrayList<>();
  }

  private Reply ask(IndexSearcher searcher, SortedSetDocValuesReaderState state, Request request) throws IOException {
    Reply reply = new Reply();
    TopScoreDocCollector top = TopScoreDocCollector.create(HITS, false);
    if (!request.facets) {
      searcher.search(request.query, top);
    } else {
      FacetsCollector found = new FacetsCollector();
      searcher.search(request.query, MultiCollector.wrap(top, found));
      Facets counts = new SortedSetDocValuesFacetCounts(state, found);
      for (int i = 0; i < facetCount; i++) reply.facets.add(counts.getTopChildren(FACET_VALUES, "f" + i));
    }
    reply.total = top.getTotalHits();
    reply.hits = top.topDocs().scoreDocs.length;
    return reply;
  }

  private static String text(Reply reply) {
    StringBuilder out = new StringBuilder().append(reply.total).append('\t').append(reply.hits);
    for (FacetResult facet : reply.facets) {
      out.append('\t');
      if (facet == null) continue;
      for (LabelAndValue value : facet.labelValues) {
        out.append(value.label).append(':').append(value.value.intValue()).append(',');
      }
    }
    return out.toString();
  }

  private List<Request> requests(String joining, String facets) throws IOException {
    List<Request> requests = new ArrayList<>();
    for (String line : Files.readAllLines(work.resolve("timed.tsv"), StandardCharsets.UTF_8)) {
      requests.add(new Request(joining, facets, line.split("\t")[2]));
    }
    return requests;
  }

  private double load(IndexSearcher searcher, SortedSetDocValuesReaderState state, String[] asked) throws Exception {
    List<Request> requests = requests(asked[1], asked[2]);
    int clients = Integer.parseInt(asked[3]);
    double seconds = Double.parseDouble(asked[4]);
    AtomicLong answers = new AtomicLong();
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    List<Future<?>> running = new ArrayList<>();
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    for (int i = 0; i < clients; i++) {
      int first = i * requests.size() / clients;
      running.add(threads.submit(() -> {
        for (int next = first; System.nanoTime() < end; next++) {
          ask(searcher, state, requests.get(next % requests.size()));
          answers.incrementAndGet();
        }
        return null;
      }));
    }
    for (Future<?> future : running) future.get();
    threads.shutdown();
    return answers.get() / ((System.nanoTime() - start) / 1e9);
  }

  private void serve() throws Exception {
    try (Directory directory = new MMapDirectory(folder());
        DirectoryReader reader = DirectoryReader.open(directory)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      searcher.setSimilarity(new BM25Similarity());
      SortedSetDocValuesReaderState state = new DefaultSortedSetDocValuesReaderState(reader);
      BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, "UTF-8");
      out.println("ready\t" + Version.LATEST + ", Java " + System.getProperty("java.version"));
      out.flush();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] asked = line.split("\t");
        if (asked[0].equals("load")) {
          out.println(load(searcher, state, asked));
        } else {
          long start = System.nanoTime();
          Reply reply = ask(searcher, state, new Request(asked[1], asked[2], asked[3]));
          long took = System.nanoTime() - start;
          out.println(took + "\t" + text(reply));
        }
        out.flush();
      }
    }
  }
}
