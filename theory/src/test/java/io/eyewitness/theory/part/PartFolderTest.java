package io.eyewitness.theory.part;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class PartFolderTest {
    private static final int SIZE = 11;
    private static final CampaignLine LINE = new CampaignLine("sim", List.of("game", "--samples=5"));

    @TempDir
    private Path directory;

    /** The first two parts are needed by all others; a part is its number, times their sum. */
    private record Numbers(String name, AtomicInteger computed) implements PartPlan {
        Numbers(String name) {
            this(name, new AtomicInteger());
        }

        @Override
        public SortedMap<String, String> settings() {
            return new TreeMap<>(Map.of("name", name, "same", "1"));
        }

        @Override
        public int size() {
            return SIZE;
        }

        @Override
        public int firsts() {
            return 2;
        }

        @Override
        public byte[] compute(int number, Parts firsts) throws IOException {
            computed.incrementAndGet();
            return new byte[] {(byte) (number < 2 ? number + 1 : number * (firsts.get(0)[0] + firsts.get(1)[0]))};
        }
    }

    private PartFolder computed(String folder, PartPlan campaign, String share) throws IOException {
        PartFolder parts = PartFolder.open(directory.resolve(folder), LINE, campaign);
        new PartRun(campaign, parts).compute(PartShare.parse(share).parts(SIZE), 3, done -> {});
        return parts;
    }

    private MergedParts merged(String... folders) throws IOException {
        return MergedParts.of(List.of(folders).stream().map(directory::resolve).toList());
    }

    private Path file(String folder, int number) {
        return directory.resolve(folder).resolve(PartFile.name(number));
    }

    private static void assertRefused(String words, Class<? extends Exception> type, Executable work) {
        String message = String.valueOf(assertThrows(type, work).getMessage());
        assertTrue(message.contains(words), message);
    }

    @Test
    void sharesHoldEachPartOnce() {
        for (int of = 1; of <= SIZE + 2; of++) {
            List<Integer> all = new ArrayList<>();
            for (int number = 1; number <= of; number++) {
                all.addAll(new PartShare(number, of).parts(SIZE));
            }
            assertEquals(SIZE, all.size());
            assertEquals(SIZE, new TreeSet<>(all).size());
        }
        for (String wrong : new String[] {"0/3", "4/3", "1/0", "1", "1/", "-1/3", "a/b", "1/99999999", " 1/2"}) {
            assertRefused("a share is K/N", IllegalArgumentException.class, () -> PartShare.parse(wrong));
        }
    }

    /** As the first parts in a folder that several jobs write to. */
    @Test
    void aPartThatIsComputedAgainIsCompared() throws IOException {
        PartFolder parts = computed("twice", new Numbers("one"), "1/1");
        try (PartFolder.Writer writer = parts.writer()) {
            writer.put(3, parts.get(3));
            assertRefused("with different contents", IOException.class, () -> writer.put(3, new byte[] {99}));
        }
        assertArrayEquals(new byte[] {9}, parts.get(3));
    }

    /** Jobs that start together open one new folder; with another campaign one of them is refused. */
    @Test
    void ofProgramsThatOpenANewFolderTogetherTheFirstDescribesIt() throws Exception {
        for (int round = 0; round < 20; round++) {
            String folder = "new" + round;
            List<Callable<Object>> jobs = IntStream.range(0, 4)
                    .<Callable<Object>>mapToObj(job -> () -> {
                        try {
                            return computed(folder, new Numbers(job < 3 ? "one" : "other"), (job + 1) + "/4");
                        } catch (IllegalArgumentException e) {
                            return e.getMessage();
                        }
                    })
                    .toList();
            ExecutorService pool = Executors.newFixedThreadPool(jobs.size());
            List<Object> ends = new ArrayList<>();
            for (Future<Object> end : pool.invokeAll(jobs)) {
                ends.add(end.get());
            }
            pool.shutdown();
            long refused = ends.stream()
                    .filter(end -> end instanceof String message && message.contains("they differ in name ("))
                    .count();
            assertEquals(
                    4,
                    refused + ends.stream().filter(PartFolder.class::isInstance).count(),
                    ends.toString());
            assertTrue(refused == 1 || refused == 3, ends.toString());
        }
    }

    @Test
    void theNameOfAPartIsTheSameEverywhere() {
        Locale usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("fa-IR"));
            assertEquals("000012.part", PartFile.name(12));
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void sharesAddUpToAllParts() throws IOException {
        for (int number = 1; number <= 3; number++) {
            computed("share" + number, new Numbers("one"), number + "/3");
        }
        MergedParts parts = merged("share3", "share1", "share2");
        assertEquals(LINE, parts.line());
        assertEquals(SIZE, parts.size());
        for (int i = 0; i < SIZE; i++) {
            assertArrayEquals(new byte[] {(byte) (i < 2 ? i + 1 : 3 * i)}, parts.get(i));
        }
    }

    @Test
    void aRunGoesOnWithThePartsThatAreThere() throws IOException {
        computed("some", new Numbers("one"), "1/2");
        Numbers rest = new Numbers("one");
        computed("some", rest, "1/1");
        assertEquals(SIZE / 2 - 1, rest.computed().get());
        assertEquals(SIZE, merged("some").size());
    }

    @Test
    void missingPartsAreNamed() throws IOException {
        computed("some", new Numbers("one"), "2/4");
        assertRefused(
                "7 of 11 parts are missing: 2, 3, 4, 6, 7, 8, 10;",
                IllegalArgumentException.class,
                () -> merged("some"));
    }

    @Test
    void eachByteOfAPartCounts() throws IOException {
        PartFolder folder = computed("all", new Numbers("one"), "1/1");
        byte[] good = Files.readAllBytes(file("all", 4));
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 4;
            Files.write(file("all", 4), bad);
            assertThrows(IOException.class, () -> folder.get(4), "byte " + i);
        }
        for (int length : IntStream.range(0, good.length).toArray()) {
            Files.write(file("all", 4), Arrays.copyOf(good, length));
            assertRefused("is damaged", IOException.class, () -> merged("all"));
            assertRefused("is damaged", IOException.class, () -> computed("all", new Numbers("one"), "1/1"));
        }
    }

    @Test
    void aPartOfAnotherNumberOrCampaignIsRefused() throws IOException {
        PartFolder folder = computed("all", new Numbers("one"), "1/1");
        computed("other", new Numbers("two"), "1/1");
        Files.copy(file("all", 5), file("all", 6), StandardCopyOption.REPLACE_EXISTING);
        assertRefused("is a part of another campaign", IOException.class, () -> folder.get(6));
        Files.copy(file("other", 6), file("all", 6), StandardCopyOption.REPLACE_EXISTING);
        assertRefused("is a part of another campaign", IOException.class, () -> merged("all"));
    }

    @Test
    void foldersOfTwoCampaignsAreRefused() throws IOException {
        computed("one", new Numbers("one"), "1/2");
        computed("two", new Numbers("two"), "2/2");
        assertRefused("they differ in name", IllegalArgumentException.class, () -> merged("one", "two"));
        assertRefused(
                "they differ in name",
                IllegalArgumentException.class,
                () -> computed("one", new Numbers("two"), "1/2"));
    }

    @Test
    void aPartThatIsThereTwiceIsCompared() throws IOException {
        computed("one", new Numbers("one"), "1/1");
        PartFolder other = computed("other", new Numbers("one"), "1/1");
        merged("one", "other");
        Files.delete(file("other", 8));
        try (PartFolder.Writer writer = other.writer()) {
            writer.put(8, new byte[] {1});
        }
        assertRefused("part 8 is different in ", IllegalArgumentException.class, () -> merged("one", "other"));
    }

    @Test
    void whatIsNoFolderOfPartsIsLeftAlone() throws IOException {
        Files.createDirectory(directory.resolve("mine"));
        Files.writeString(directory.resolve("mine/letter.txt"), "Dear");
        assertRefused(
                "has files but no campaign.json",
                IllegalArgumentException.class,
                () -> computed("mine", new Numbers("one"), "1/1"));
        assertRefused("is no folder of parts", IllegalArgumentException.class, () -> merged("mine"));
        Files.writeString(directory.resolve("mine/campaign.json"), "{}");
        assertRefused("campaign.json: ", IllegalArgumentException.class, () -> merged("mine"));
    }

    @Test
    void codeIsTheSameInAFolderAndInAJar() throws Exception {
        String folder = CodeHash.of(CodeHash.class);
        assertEquals(64, folder.length());
        assertEquals(folder, CodeHash.of(PartFolder.class));
        assertTrue(!folder.equals(CodeHash.of(Test.class)), "two jars have one hash");
    }
}
