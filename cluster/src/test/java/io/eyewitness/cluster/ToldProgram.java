package io.eyewitness.cluster;

import io.eyewitness.theory.console.CampaignProgram;
import io.eyewitness.theory.part.CampaignCommand;
import io.eyewitness.theory.part.PartPlan;
import io.eyewitness.theory.text.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A campaign for tests, whose parts say what an executor was given: the GPU, a file, and the names of the files in a folder. */
public final class ToldProgram implements CampaignProgram {
    static final String NAME = "told";
    static final int PARTS = 6;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CommandLine line() {
        return new CommandLine(new Group()).addSubcommand(new Told());
    }

    @Command(name = NAME)
    static final class Group {}

    @Command(name = "all")
    static final class Told implements CampaignCommand, Callable<Integer> {
        @Option(names = "--file", required = true)
        private Path file;

        @Option(names = "--folder", required = true)
        private Path folder;

        @Option(names = "--out")
        private Path out;

        @Override
        public List<Path> files() {
            return List.of(file, folder);
        }

        @Override
        public PartPlan campaign() throws IOException {
            String given = given();
            return new PartPlan() {
                @Override
                public SortedMap<String, String> settings() {
                    return new TreeMap<>(Map.of("given", Sha256.hex(given)));
                }

                @Override
                public int size() {
                    return PARTS;
                }

                @Override
                public int firsts() {
                    return 1;
                }

                @Override
                public byte[] compute(int number, Parts firsts) throws IOException {
                    int first = number == 0 ? 0 : firsts.get(0).length;
                    return ("part " + number + " after " + first + ", GPU " + System.getProperty("eyewitness.gpu")
                                    + ", " + given)
                            .getBytes(StandardCharsets.UTF_8);
                }
            };
        }

        private String given() throws IOException {
            try (Stream<Path> walk = Files.walk(folder)) {
                List<String> names = walk.filter(Files::isRegularFile)
                        .map(one -> folder.relativize(one).toString())
                        .sorted()
                        .toList();
                return Files.readString(file) + " " + names;
            }
        }

        @Override
        public int finish(PartPlan.Parts parts) throws IOException {
            Files.write(out, parts.get(PARTS - 1));
            return 0;
        }

        @Override
        public Integer call() {
            throw new UnsupportedOperationException("it is computed in parts");
        }
    }
}
