package io.eyewitness.cluster;

import io.eyewitness.theory.part.CampaignCommand;
import io.eyewitness.theory.part.CampaignLine;
import io.eyewitness.theory.part.PartFile;
import io.eyewitness.theory.part.PartFolder;
import io.eyewitness.theory.part.PartPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * A campaign on a Spark cluster. A task computes one part or some; the driver keeps them in a folder as soon as they arrive, or executors write them
 * to a store, so that a driver that was killed goes on from what is there.
 */
public final class ClusterRun {
    /** Each core gets at least so many tasks, so that they all end at about the same time. */
    private static final int TASKS = 8;

    private final JavaSparkContext spark;
    private final CampaignLine line;
    private final List<Path> files;
    private final PartPlan campaign;
    private final PartFolder folder;
    private final Optional<PartStore> store;
    private final LongConsumer progress;
    private final String hash;

    /**
     * A run.
     *
     * @param line that describes the campaign
     * @param command that the line describes
     * @param campaign of the command
     * @param folder keeps the parts, or the first ones if there is a store
     * @param store where executors write the parts to
     * @param progress receives the number of parts that are there since it was last called
     */
    public ClusterRun(
            JavaSparkContext spark,
            CampaignLine line,
            CampaignCommand command,
            PartPlan campaign,
            PartFolder folder,
            Optional<PartStore> store,
            LongConsumer progress) {
        this.spark = spark;
        this.line = line;
        this.files = command.files();
        this.campaign = campaign;
        this.folder = folder;
        this.store = store;
        this.progress = progress;
        this.hash = PartFile.hash(campaign.settings());
    }

    /**
     * Computes all parts that are not there.
     *
     * @throws IllegalArgumentException if the store has parts of another campaign
     * @throws IOException if a part that is there is damaged or of another campaign, one came back damaged, or the cluster failed
     */
    public void compute() throws IOException {
        // On local threads files are where they are.
        SentFiles sent = SentFiles.of(spark, spark.sc().isLocal() ? List.of() : files);
        if (store.isPresent()) {
            store.get().describe(folder);
        }
        compute(missing(0, campaign.firsts(), Optional.empty()), sent, Optional.empty());
        byte[][] firsts = new byte[campaign.firsts()][];
        for (int i = 0; i < firsts.length; i++) {
            firsts[i] = folder.get(i);
            if (store.isPresent()) {
                store.get().write(PartFile.name(i), PartFile.bytes(PartFile.key(hash, i), firsts[i]));
            }
        }
        Optional<Set<String>> stored =
                store.isPresent() ? Optional.of(store.get().parts()) : Optional.empty();
        compute(missing(firsts.length, campaign.size(), stored), sent, store, firsts);
        sent.destroy();
    }

    /** The parts that are neither in the folder, nor, if that is where they are kept, stored. */
    private List<Integer> missing(int from, int to, Optional<Set<String>> stored) throws IOException {
        List<Integer> missing = new ArrayList<>();
        for (int number : IntStream.range(from, to).toArray()) {
            if (stored.isPresent() ? !stored.get().contains(PartFile.name(number)) : !folder.has(number)) {
                missing.add(number);
                continue;
            }
            if (stored.isEmpty()) {
                folder.get(number);
            }
            progress.accept(1);
        }
        return missing;
    }

    private void compute(List<Integer> missing, SentFiles sent, Optional<PartStore> kept, byte[]... firsts)
            throws IOException {
        if (missing.isEmpty()) {
            return;
        }
        Broadcast<byte[][]> shared = spark.broadcast(firsts);
        int tasks = tasks(missing.size());
        JavaRDD<Integer> parts = spark.parallelize(missing, tasks);
        try (PartFolder.Writer writer = folder.writer()) {
            spark.sc()
                    .runJob(
                            parts.rdd(),
                            new PartTask(line, hash, sent, shared, kept.orElse(null)),
                            CollectionConverters.asScala(IntStream.range(0, tasks)
                                            .<Object>mapToObj(Integer::valueOf)
                                            .toList())
                                    .toSeq(),
                            new Arrivals(writer, kept.isPresent()),
                            ClassTag$.MODULE$.apply(PartTask.Computed[].class));
        } catch (Exception e) {
            throw failure(e);
        } finally {
            shared.destroy();
        }
    }

    private int tasks(int missing) {
        int most = Math.max(1, missing / (TASKS * spark.defaultParallelism()));
        int together = Math.min(campaign.together(), most);
        return (missing + together - 1) / together;
    }

    /** Spark's own exceptions are checked, although Scala does not say so. */
    private static IOException failure(Exception problem) throws IOException {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof UncheckedIOException unchecked) {
                throw unchecked.getCause();
            }
        }
        if (problem instanceof SparkException) {
            return new IOException("the cluster failed: " + problem.getMessage(), problem);
        }
        if (problem instanceof RuntimeException runtime) {
            throw runtime;
        }
        return new IOException(problem);
    }

    /** Keeps parts that arrive, or notes those that were stored. Spark calls it in one thread. */
    private final class Arrivals extends AbstractFunction2<Object, PartTask.Computed[], BoxedUnit> {
        private final PartFolder.Writer writer;
        private final boolean isStored;

        Arrivals(PartFolder.Writer writer, boolean isStored) {
            this.writer = writer;
            this.isStored = isStored;
        }

        @Override
        public BoxedUnit apply(Object task, PartTask.Computed[] parts) {
            try {
                for (PartTask.Computed part : parts) {
                    PartFile file = new PartFile("part " + part.number() + " from the cluster", part.file());
                    if (isStored) {
                        file.require(PartFile.key(hash, part.number()));
                    } else {
                        writer.put(part.number(), file);
                    }
                    progress.accept(1);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return BoxedUnit.UNIT;
        }
    }
}
