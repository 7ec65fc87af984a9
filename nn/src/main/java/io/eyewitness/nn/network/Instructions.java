package io.eyewitness.nn.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The instructions that PyTorch computes with, on which the last digits depend. Its convolutions ask oneDNN, whose limit is a variable of the environment; its
 * other kernels take the best that the processor has, or what another variable says.
 */
public final class Instructions {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
    private static final String FLAGS = "flags";

    private Instructions() {}

    /** In a line, such as {@code oneDNN AVX2, ATen avx512}. */
    public static String used() {
        return used(System.getenv(), processor());
    }

    static String used(Map<String, String> environment, List<String> processor) {
        String limit = environment.getOrDefault("ONEDNN_MAX_CPU_ISA", "all");
        return "oneDNN " + limit + ", ATen " + environment.getOrDefault("ATEN_CPU_CAPABILITY", best(processor));
    }

    /** As ATen chooses: AVX-512 where it has all three extensions, else AVX2 with FMA. Source: aten/src/ATen/native/DispatchStub.cpp. */
    private static String best(List<String> flags) {
        if (flags.containsAll(List.of("avx512vl", "avx512bw", "avx512dq", "fma"))) {
            return "avx512";
        }
        return flags.containsAll(List.of("avx2", "fma")) ? "avx2" : "default";
    }

    /** The names of what the processor can do; none where the system does not say so. */
    private static List<String> processor() {
        try {
            return Files.readAllLines(PROCESSOR).stream()
                    .filter(line -> line.startsWith(FLAGS))
                    .findFirst()
                    .map(line -> List.of(
                            line.substring(line.indexOf(':') + 1).strip().split(" ")))
                    .orElse(List.of());
        } catch (IOException e) {
            return List.of();
        }
    }
}
