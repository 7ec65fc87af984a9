package io.eyewitness.cluster;

import io.eyewitness.theory.console.CampaignLines;
import io.eyewitness.theory.part.CampaignLine;
import io.eyewitness.theory.part.PartFile;
import io.eyewitness.theory.part.PartPlan;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkFiles;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Function2;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/**
 * Computes a part on an executor, from the command line that describes the campaign. An executor makes the campaign once; one whose code makes
 * another campaign of the same command line is refused.
 */
final class PartTask extends AbstractFunction2<TaskContext, Iterator<Integer>, byte[]>
        implements Function2<TaskContext, Iterator<Integer>, byte[]>, Serializable {
    private static final long serialVersionUID = 1;

    /** The campaigns that this executor has made, by the hash of their settings. */
    private static final Map<String, PartPlan> MADE = new ConcurrentHashMap<>();

    private final String program;
    private final String[] arguments;
    private final String[] files;
    private final String campaign;
    private final Broadcast<byte[][]> firsts;

    /**
     * A task.
     *
     * @param files the values of options that name files which were sent to the executors
     * @param campaign the hash of its settings
     * @param firsts the first parts, if they are there
     */
    PartTask(CampaignLine line, List<String> files, String campaign, Broadcast<byte[][]> firsts) {
        this.program = line.program();
        this.arguments = line.arguments().toArray(String[]::new);
        this.files = files.toArray(String[]::new);
        this.campaign = campaign;
        this.firsts = firsts;
    }

    /** The part as a file, so that the driver sees whether it arrived whole. */
    @Override
    public byte[] apply(TaskContext context, Iterator<Integer> numbers) {
        int number = numbers.next();
        try {
            byte[] content = plan().compute(number, first -> firsts.value()[first]);
            return PartFile.bytes(PartFile.key(campaign, number), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PartPlan plan() {
        return MADE.computeIfAbsent(campaign, hash -> {
            Map<String, String> places = new HashMap<>();
            for (String file : files) {
                places.put(file, SparkFiles.get(file.substring(file.lastIndexOf('/') + 1)));
            }
            try {
                PartPlan plan = CampaignLines.parse(new CampaignLine(program, List.of(arguments)).with(places))
                        .command()
                        .campaign();
                if (!PartFile.hash(plan.settings()).equals(hash)) {
                    throw new IllegalStateException(
                            "this executor has other code, another number of threads or another Java than the driver, so it computes another campaign: "
                                    + plan.settings());
                }
                return plan;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
