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
 * A campaign on a Spark cluster. A part is a task; the driver keeps each in a folder as soon as it arrives, so that a driver that was killed goes
 * on from what is there.
 */
public final class ClusterRun {
    private final JavaSparkContext spark;
    private final CampaignLine line;
    private final List<Path> files;
    private final PartPlan campaign;
    private final PartFolder folder;
    private final LongConsumer progress;

    /**
     * A run.
     *
     * @param line that describes the campaign
     * @param command that the line describes
     * @param campaign of the command
     * @param folder keeps the parts
     * @param progress receives the number of parts that are there since it was last called
     */
    public ClusterRun(
            JavaSparkContext spark,
            CampaignLine line,
            CampaignCommand command,
            PartPlan campaign,
            PartFolder folder,
            LongConsumer progress) {
        this.spark = spark;
        this.line = line;
        this.files = command.files();
        this.campaign = campaign;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Computes all parts that are not there.
     *
     * @throws IOException if a part that is there is damaged or of another campaign, one came back damaged, or the cluster failed
     */
    public void compute() throws IOException {
        files.forEach(file -> spark.addFile(file.toString()));
        byte[][] firsts = new byte[campaign.firsts()][];
        compute(0, campaign.firsts(), new byte[0][]);
        for (int i = 0; i < firsts.length; i++) {
            firsts[i] = folder.get(i);
        }
        compute(campaign.firsts(), campaign.size(), firsts);
    }

    private void compute(int from, int to, byte[]... firsts) throws IOException {
        List<Integer> missing = new ArrayList<>();
        for (int number : IntStream.range(from, to).toArray()) {
            if (folder.has(number)) {
                folder.get(number);
                progress.accept(1);
            } else {
                missing.add(number);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        String hash = PartFile.hash(campaign.settings());
        Broadcast<byte[][]> shared = spark.broadcast(firsts);
        JavaRDD<Integer> parts = spark.parallelize(missing, missing.size());
        List<String> names = files.stream().map(Path::toString).toList();
        try (PartFolder.Writer writer = folder.writer()) {
            Arrivals arrivals = new Arrivals(hash, missing, writer);
            spark.sc()
                    .runJob(
                            parts.rdd(),
                            new PartTask(line, names, hash, shared),
                            CollectionConverters.asScala(IntStream.range(0, missing.size())
                                            .<Object>mapToObj(Integer::valueOf)
                                            .toList())
                                    .toSeq(),
                            arrivals,
                            ClassTag$.MODULE$.apply(byte[].class));
        } catch (Exception e) {
            throw failure(e);
        } finally {
            shared.destroy();
        }
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

    /** Keeps a part that arrives. Spark calls it in one thread. */
    private final class Arrivals extends AbstractFunction2<Object, byte[], BoxedUnit> {
        private final String hash;
        private final List<Integer> numbers;
        private final PartFolder.Writer writer;

        Arrivals(String hash, List<Integer> numbers, PartFolder.Writer writer) {
            this.writer = writer;
            this.hash = hash;
            this.numbers = numbers;
        }

        @Override
        public BoxedUnit apply(Object index, byte[] file) {
            int number = numbers.get((Integer) index);
            try {
                writer.put(
                        number,
                        new PartFile("part " + number + " from the cluster", file).content(PartFile.key(hash, number)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            progress.accept(1);
            return BoxedUnit.UNIT;
        }
    }
}
