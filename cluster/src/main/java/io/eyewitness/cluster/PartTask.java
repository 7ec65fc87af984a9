package io.eyewitness.cluster;

import io.eyewitness.theory.console.CampaignLines;
import io.eyewitness.theory.part.CampaignLine;
import io.eyewitness.theory.part.PartFile;
import io.eyewitness.theory.part.PartPlan;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.resource.ResourceInformation;
import scala.Function2;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/**
 * Computes parts on an executor, from the command line that describes the campaign. An executor makes the campaign once; one whose code makes
 * another campaign of the same command line is refused.
 */
final class PartTask extends AbstractFunction2<TaskContext, Iterator<Integer>, PartTask.Computed[]>
        implements Function2<TaskContext, Iterator<Integer>, PartTask.Computed[]>, Serializable {
    /** The property that says which GPU {@code --device gpu} is, from 0. */
    static final String GPU = "eyewitness.gpu";

    private static final long serialVersionUID = 2;

    /** The campaigns that this executor has made, by the hash of their settings. */
    private static final Map<String, PartPlan> MADE = new ConcurrentHashMap<>();

    private final String program;
    private final String[] arguments;
    private final String campaign;
    private final SentFiles files;
    private final Broadcast<byte[][]> firsts;
    private final PartStore store;

    /**
     * A part that was computed.
     *
     * @param file the part as a file, so that the driver sees whether it arrived whole, or its head if it was written to a store
     */
    record Computed(int number, byte[] file) implements Serializable {}

    /**
     * A task.
     *
     * @param campaign the hash of its settings
     * @param files that were sent to the executors
     * @param firsts the first parts, if they are there
     * @param store where executors write the parts to; null if the driver gets them
     */
    PartTask(CampaignLine line, String campaign, SentFiles files, Broadcast<byte[][]> firsts, PartStore store) {
        this.program = line.program();
        this.arguments = line.arguments().toArray(String[]::new);
        this.campaign = campaign;
        this.files = files;
        this.firsts = firsts;
        this.store = store;
    }

    @Override
    public Computed[] apply(TaskContext context, Iterator<Integer> numbers) {
        ResourceInformation gpu = context.resourcesJMap().get("gpu");
        if (gpu != null) {
            System.setProperty(GPU, gpu.addresses()[0]);
        }
        List<Computed> parts = new ArrayList<>();
        PartPlan plan = MADE.computeIfAbsent(campaign, hash -> plan());
        try {
            while (numbers.hasNext()) {
                parts.add(computed(plan, numbers.next()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts.toArray(Computed[]::new);
    }

    private Computed computed(PartPlan plan, int number) throws IOException {
        byte[] content = plan.compute(number, first -> firsts.value()[first]);
        byte[] file = PartFile.bytes(PartFile.key(campaign, number), content);
        if (store == null) {
            return new Computed(number, file);
        }
        String name = PartFile.name(number);
        store.write(name, file);
        return new Computed(number, new PartFile(name, file).head());
    }

    private PartPlan plan() {
        try {
            PartPlan plan = CampaignLines.parse(new CampaignLine(program, List.of(arguments)).with(files.places()))
                    .command()
                    .campaign();
            if (!PartFile.hash(plan.settings()).equals(campaign)) {
                throw new IllegalStateException(
                        "this executor has other code, another number of threads, other instructions or another Java than the driver, so it computes another campaign: "
                                + plan.settings());
            }
            return plan;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
