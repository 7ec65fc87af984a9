package io.eyewitness.cluster.cli;

import io.eyewitness.cluster.ClusterRun;
import io.eyewitness.cluster.PartStore;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.console.CampaignLines;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.part.CampaignLine;
import io.eyewitness.theory.part.PartFolder;
import io.eyewitness.theory.part.PartPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Computes the parts of a campaign on a cluster. */
@Command(
        name = "submit",
        description =
                "Computes the parts of a campaign on an Apache Spark cluster. The driver, which is this program, keeps each part in"
                        + " --out as it arrives; submitted again after it was stopped, it goes on from the parts that are there."
                        + " ./eyewitness merge makes the results.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.BAD_INPUT, ExitCodes.MISSING})
final class SubmitCommand implements Callable<Integer> {
    /** The jars that executors need, separated by commas; the launcher knows them. */
    private static final String JARS = "eyewitness.jars";

    /** The class path of executors on this machine, and the options of their Java, which the launcher knows too. */
    private static final String CLASS_PATH = "eyewitness.classpath";

    private static final String OPTIONS = "eyewitness.options";
    private static final String EXECUTOR_CLASS_PATH = "spark.executor.extraClassPath";
    private static final String HADOOP = "spark.hadoop.";

    @Option(
            names = "--master",
            paramLabel = "URL",
            defaultValue = "local[*]",
            description =
                    "The master, such as local[4] (4 threads here), local-cluster[2,1,1024] (2 processes here, of 1 thread and"
                            + " 1024 MB) or spark://HOST:7077. Default: ${DEFAULT-VALUE}.")
    private String master;

    @Option(
            names = "--conf",
            paramLabel = "KEY=VALUE",
            description = "A property of Spark, such as spark.executor.memory=4g; may be given more than once.")
    private Map<String, String> properties = new LinkedHashMap<>();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder of parts.")
    private Path out;

    @Option(
            names = "--store",
            paramLabel = "URI",
            description =
                    "Executors write the parts themselves to this place of a file system that Hadoop knows, such as"
                            + " hdfs://HOST/games, s3a://BUCKET/games or file:///shared/games, and --out has the first parts only;"
                            + " ./eyewitness cluster fetch copies them. What the file system needs goes into --conf spark.hadoop.KEY=VALUE.")
    private URI place;

    @Parameters(
            paramLabel = "-- COMMAND",
            arity = "1..*",
            description = "The campaign, such as -- sim game --samples 1000000. It has no --out and no --threads.")
    private List<String> command;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!master.matches("local(\\[.*\\])?|local-cluster\\[.*\\]|spark://.+")) {
            throw new IllegalArgumentException(
                    "--master=" + master + " is none of local[N], local-cluster[N,CORES,MB] and spark://HOST:PORT");
        }
        CampaignLines.Parsed parsed =
                CampaignLines.parse(new CampaignLine(command.get(0), command.subList(1, command.size())));
        CampaignLine line = CampaignLines.of(command.get(0), parsed.line());
        PartPlan campaign = parsed.command().campaign();
        PartFolder folder = PartFolder.open(out, line, campaign);
        try (JavaSparkContext spark = new JavaSparkContext(configuration(line));
                Bar bar = new Bar(master).start(campaign.size())) {
            new ClusterRun(spark, line, parsed.command(), campaign, folder, store(), bar::stepBy).compute();
        }
        PrintWriter output = spec.commandLine().getOut();
        output.println("All " + campaign.size() + " parts are in "
                + (place == null
                        ? out + "; ./eyewitness merge makes the results"
                        : place + "; ./eyewitness cluster fetch copies them"));
        output.flush();
        return 0;
    }

    private Optional<PartStore> store() {
        return Optional.ofNullable(place).map(uri -> new PartStore(uri, hadoop(properties)));
    }

    /** The properties of Hadoop among those of Spark. */
    static Map<String, String> hadoop(Map<String, String> properties) {
        Map<String, String> hadoop = new TreeMap<>();
        properties.forEach((key, value) -> {
            if (key.startsWith(HADOOP)) {
                hadoop.put(key.substring(HADOOP.length()), value);
            }
        });
        return hadoop;
    }

    private SparkConf configuration(CampaignLine line) {
        SparkConf configuration = new SparkConf()
                .setMaster(master)
                .setAppName(line.toString())
                .set("spark.ui.enabled", "false")
                // Parts are kept one by one as they arrive, and are small enough to come with the message that a task
                // is done.
                .set("spark.driver.maxResultSize", "0")
                .set("spark.task.maxDirectResultSize", "32m")
                .set("spark.ui.showConsoleProgress", "false");
        if (master.startsWith("local-cluster")) {
            set(configuration, EXECUTOR_CLASS_PATH, System.getProperty(CLASS_PATH));
            set(configuration, "spark.executor.extraJavaOptions", System.getProperty(OPTIONS));
        }
        properties.forEach(configuration::set);
        String jars = System.getProperty(JARS, "");
        if (!jars.isEmpty() && !master.matches("local(\\[.*)?") && !configuration.contains(EXECUTOR_CLASS_PATH)) {
            configuration.setJars(jars.split(","));
        }
        return configuration;
    }

    private static void set(SparkConf configuration, String key, String value) {
        if (value != null) {
            configuration.set(key, value);
        }
    }
}
