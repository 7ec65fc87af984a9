package io.eyewitness.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.cluster.cli.Main;
import io.eyewitness.theory.console.CampaignLines;
import io.eyewitness.theory.console.Console;
import io.eyewitness.theory.console.MergeCommand;
import io.eyewitness.theory.part.CampaignLine;
import io.eyewitness.theory.part.PartFile;
import io.eyewitness.theory.part.PartFolder;
import io.eyewitness.theory.part.PartPlan;
import io.eyewitness.theory.part.PartRun;
import io.eyewitness.theory.part.PartShare;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Campaigns on a standalone master and two workers, each a process on loopback: the bytes of the local run, also when a worker is killed, and when
 * there are two submissions at once.
 */
@Timeout(value = 25, unit = TimeUnit.MINUTES)
class StandaloneTest {
    private static final String GAME = "game --class LIP --dimension 2,8 --samples 200000 --training 3000";
    private static final String OTHER = GAME + " --seed 2";
    private static final int MOST_SECONDS = 300;
    private static final String JAVA = ProcessHandle.current().info().command().orElseThrow();

    @TempDir
    private Path directory;

    private final List<Process> processes = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private Path home;
    private String master;

    /** A Spark home has the jars of Spark; executors get those of the project as any user's. */
    @BeforeEach
    void start() throws Exception {
        home = directory.resolve("spark");
        Path jars = Files.createDirectories(home.resolve("jars"));
        Path own = Files.createDirectories(directory.resolve("own"));
        int number = 0;
        for (String entry : System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
            Path path = Path.of(entry).toAbsolutePath().normalize();
            String name = number++ + "-" + path.getFileName() + (Files.isDirectory(path) ? ".jar" : "");
            if (Files.isDirectory(path)) {
                sent.add(jar(path, own.resolve(name)));
            } else if (Files.exists(path)) {
                Files.createSymbolicLink(jars.resolve(name), path);
            }
        }
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        master = "spark://127.0.0.1:" + port;
        spark("master", List.of(), "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", "" + port);
        await("master", "Successfully started service 'sparkMaster'");
        Path discovery = Files.writeString(
                directory.resolve("gpus.sh"), "#!/bin/sh\necho '{\"name\": \"gpu\", \"addresses\": [\"3\", \"5\"]}'\n");
        assertTrue(discovery.toFile().setExecutable(true));
        for (String worker : List.of("worker1", "worker2")) {
            spark(
                    worker,
                    List.of(
                            "-Dspark.worker.resource.gpu.amount=2",
                            "-Dspark.worker.resource.gpu.discoveryScript=" + discovery),
                    "org.apache.spark.deploy.worker.Worker",
                    "--host",
                    "127.0.0.1",
                    "--cores",
                    "2",
                    "--memory",
                    "2g",
                    "--work-dir",
                    directory.resolve(worker).toString(),
                    master);
        }
        await("worker1", "Successfully registered with master");
        await("worker2", "Successfully registered with master");
    }

    private static String jar(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file);
                Stream<Path> walk = Files.walk(classes)) {
            for (Path path : walk.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(classes.relativize(path).toString()));
                Files.copy(path, zip);
            }
        }
        return jar.toString();
    }

    private Process spark(String name, List<String> options, String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(JAVA);
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
        command.addAll(options);
        command.addAll(List.of(
                "-Xmx256m", "-Dspark.master.rest.enabled=false", "-cp", home + "/jars/*", main, "--webui-port", "0"));
        command.addAll(List.of(arguments));
        return started(name, command);
    }

    private Process started(String name, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(name + ".log").toFile());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private void await(String name, String words) throws InterruptedException {
        Path log = directory.resolve(name + ".log");
        await(() -> text(log).contains(words), name + " does not start: " + log);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Executors are children of the workers. */
    @AfterEach
    void stop() throws Exception {
        for (Process process : processes) {
            kill(process);
        }
        // JUnit would warn of each link that leaves the directory.
        try (Stream<Path> links = Files.list(home.resolve("jars"))) {
            for (Path link : links.toList()) {
                Files.delete(link);
            }
        }
    }

    private static void kill(Process process) throws InterruptedException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly().waitFor();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** A driver, a process of its own. */
    private Process submit(String out, String game) throws IOException {
        return submit(out, List.of(), "sim " + game);
    }

    private Process submit(String out, List<String> options, String campaign) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(JAVA);
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
        command.addAll(List.of("-Xmx512m", "-Deyewitness.jars=" + String.join(",", sent)));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of("submit", "--master", master));
        for (String property : List.of(
                "spark.driver.host=127.0.0.1",
                "spark.driver.bindAddress=127.0.0.1",
                "spark.executor.memory=512m",
                "spark.cores.max=2")) {
            command.addAll(List.of("--conf", property));
        }
        command.addAll(options);
        command.addAll(List.of("--out", directory.resolve(out).toString(), "--"));
        command.addAll(List.of(campaign.split(" ")));
        return started(out, command);
    }

    private int end(Process driver, String out) throws InterruptedException {
        int code = driver.waitFor();
        System.out.println(out + " ended with " + code + ": " + text(directory.resolve(out + ".log")));
        return code;
    }

    /** Computes all parts here. */
    private PartFolder local(String out, String game) throws IOException {
        CampaignLine line = new CampaignLine("sim", List.of(game.split(" ")));
        PartPlan campaign = CampaignLines.parse(line).command().campaign();
        PartFolder folder = PartFolder.open(directory.resolve(out), line, campaign);
        new PartRun(campaign, folder).compute(new PartShare(1, 1).parts(campaign.size()), 2, done -> {});
        return folder;
    }

    private void assertSame(PartFolder expected, String out) throws IOException {
        PartFolder actual = PartFolder.read(directory.resolve(out));
        assertEquals(expected.settings(), actual.settings());
        for (int i = 0; i < expected.size(); i++) {
            assertTrue(Arrays.equals(expected.get(i), actual.get(i)), "part " + i);
        }
    }

    private static void await(BooleanSupplier condition, String problem) throws InterruptedException {
        for (int second = 0; !condition.getAsBoolean(); second++) {
            assertTrue(second < MOST_SECONDS, problem);
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private void awaitPart(String out, int number) throws InterruptedException {
        Path part = directory.resolve(out).resolve(PartFile.name(number));
        await(() -> Files.exists(part), out + ": part " + number + " does not arrive");
    }

    /** Several drivers one after the other, because starting the processes takes longest. */
    @Test
    @EnabledIfEnvironmentVariable(
            named = "EYEWITNESS_CLUSTER",
            matches = ".+",
            disabledReason = "three processes of Spark are slow; EYEWITNESS_CLUSTER=yes turns it on")
    void theBytesAreThoseOfTheLocalRunWhateverHappens() throws Exception {
        PartFolder expected = local("local", GAME);
        PartFolder other = local("other", OTHER);

        Process one = submit("one", GAME);
        Process two = submit("two", OTHER);
        assertEquals(0, end(one, "one"));
        assertEquals(0, end(two, "two"));
        assertSame(expected, "one");
        assertSame(other, "two");

        Path part = directory.resolve("one").resolve(PartFile.name(3));
        byte[] bytes = Files.readAllBytes(part);
        bytes[bytes.length - 1] ^= 1;
        Files.write(part, bytes);
        assertEquals(2, end(submit("one", GAME), "one"));
        assertTrue(text(directory.resolve("one.log")).contains("is damaged"));

        Process stopped = submit("stopped", GAME);
        awaitPart("stopped", 4);
        kill(stopped);
        FileTime kept = Files.getLastModifiedTime(directory.resolve("stopped").resolve(PartFile.name(4)));
        Process again = submit("stopped", GAME);
        awaitPart("stopped", 12);
        kill(processes.get(2));
        assertEquals(0, end(again, "stopped"));
        assertSame(expected, "stopped");
        assertEquals(
                kept, Files.getLastModifiedTime(directory.resolve("stopped").resolve(PartFile.name(4))));
    }

    /** All that an executor may be given: a file, a folder, a GPU, and a place for the parts. */
    @Test
    @EnabledIfEnvironmentVariable(
            named = "EYEWITNESS_CLUSTER",
            matches = ".+",
            disabledReason = "three processes of Spark are slow; EYEWITNESS_CLUSTER=yes turns it on")
    void executorsGetFilesAndGpusAndWriteToHdfs() throws Exception {
        Path file = Files.writeString(directory.resolve("words"), "words");
        Path folder = directory.resolve("photos/of");
        Files.createDirectories(folder.resolve("cats"));
        Files.writeString(folder.resolve("cats/one.png"), "one");
        Files.writeString(folder.resolve("two.png"), "two");
        Configuration configuration = new Configuration();
        configuration.set("hadoop.tmp.dir", directory.resolve("hdfs").toString());
        configuration.set(
                MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.resolve("hdfs").toString());
        try (MiniDFSCluster hdfs =
                new MiniDFSCluster.Builder(configuration).numDataNodes(1).build()) {
            String place = hdfs.getURI() + "/told";
            List<String> options = new ArrayList<>(List.of("--store", place));
            for (String property : List.of(
                    "spark.executor.cores=1",
                    "spark.executor.resource.gpu.amount=1",
                    "spark.task.resource.gpu.amount=1",
                    "spark.hadoop.dfs.replication=1")) {
                options.addAll(List.of("--conf", property));
            }
            Process driver = submit("told", options, "told all --file=" + file + " --folder=" + folder);
            assertEquals(0, end(driver, "told"));
            assertFalse(Files.exists(directory.resolve("told").resolve(PartFile.name(1))));
            assertEquals(
                    0,
                    Main.commandLine()
                            .execute(
                                    "fetch",
                                    place,
                                    "--out",
                                    directory.resolve("fetched").toString()));
        }
        PartFolder fetched = PartFolder.read(directory.resolve("fetched"));
        for (int number = 0; number < ToldProgram.PARTS; number++) {
            String told = new String(fetched.get(number), StandardCharsets.UTF_8);
            assertTrue(
                    told.matches("part " + number + " after \\d+, GPU [35], words \\[cats/one.png, two.png\\]"), told);
        }
        merge(file, folder, fetched);
    }

    /** What a merge reads may have moved. */
    private void merge(Path file, Path folder, PartFolder parts) throws IOException {
        Path moved = Files.move(file, directory.resolve("moved"));
        Path out = directory.resolve("merged");
        CommandLine line = Console.setUp(new CommandLine(new MergeCommand()), "nothing", problem -> Optional.empty());
        String[] gone = {parts.path().toString(), "--out", out.toString()};
        assertEquals(2, line.execute(gone));
        String[] found = {parts.path().toString(), "--out", out.toString(), "--at", file + "=" + moved};
        assertEquals(0, line.execute(found));
        assertArrayEquals(parts.get(ToldProgram.PARTS - 1), Files.readAllBytes(out));
        Files.writeString(folder.resolve("three.png"), "three");
        assertEquals(2, line.execute(found));
    }
}
