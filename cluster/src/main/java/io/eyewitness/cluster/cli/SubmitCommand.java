package io.eyewitness.cluster.cli;

import io.eyewitness.cluster.ClusterRun;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.console.CampaignLines;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.part.CampaignLine;
import io.eyewitness.theory.part.PartFolder;
import io.eyewitness.theory.part.PartPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        for (Path file : parsed.command().files()) {
            if (Files.isDirectory(file)) {
                throw new IllegalArgumentException(
                        file + " is a folder, which executors are not sent; compute shares with --part instead");
            }
        }
        CampaignLine line = CampaignLines.of(command.get(0), parsed.line());
        PartPlan campaign = parsed.command().campaign();
        PartFolder folder = PartFolder.open(out, line, campaign);
        try (JavaSparkContext spark = new JavaSparkContext(configuration(line));
                Bar bar = new Bar(master).start(campaign.size())) {
            new ClusterRun(spark, line, parsed.command(), campaign, folder, bar::stepBy).compute();
        }
        PrintWriter output = spec.commandLine().getOut();
        output.println("All " + campaign.size() + " parts are in " + out + "; ./eyewitness merge makes the results");
        output.flush();
        return 0;
    }

    private SparkConf configuration(CampaignLine line) {
        SparkConf configuration = new SparkConf()
                .setMaster(master)
                .setAppName(line.toString())
                .set("spark.ui.enabled", "false")
                // Parts are kept one by one as they arrive.
                .set("spark.driver.maxResultSize", "0")
                .set("spark.ui.showConsoleProgress", "false");
        String jars = System.getProperty(JARS, "");
        if (!jars.isEmpty() && !master.matches("local(\\[.*)?")) {
            configuration.setJars(jars.split(","));
        }
        properties.forEach(configuration::set);
        return configuration;
    }
}
