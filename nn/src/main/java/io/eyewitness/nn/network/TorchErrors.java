package io.eyewitness.nn.network;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.Shape;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why PyTorch refuses, in one sentence. */
public final class TorchErrors {
    private static final int LONGEST = 200;

    /** As it is told of a GPU, and of the CPU on Unix and on Windows. */
    private static final Pattern OUT_OF_MEMORY =
            Pattern.compile("out of memory|can't allocate memory|DefaultCPUAllocator: not enough memory");

    private TorchErrors() {}

    /** As Python names it, or a script, which says of whose module it is, such as {@code builtins.ValueError: reason}. */
    private static final Pattern RAISED = Pattern.compile("(?:(?:\\w+\\.)*(\\w*(?:Error|Exception)):\\s*)+(.*)");

    /** The last {@code XError: reason} of a script's traceback, its name if it gives no reason, or else the first line. */
    public static String of(EngineException problem) {
        String told = String.valueOf(problem.getMessage()).strip();
        String reason = told.lines()
                .map(line -> RAISED.matcher(line.strip()))
                .filter(Matcher::matches)
                .reduce((earlier, later) -> later)
                .map(raised -> raised.group(2).isBlank() ? raised.group(1) : raised.group(2))
                .orElseGet(() -> told.lines().findFirst().orElse(""))
                .replaceFirst("\\. Declaration: .*|Exception raised from .*", "")
                .strip();
        return reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST) + " ...";
    }

    /**
     * The refusal of images that a network does not take; where the device has too little memory the problem stays what it is.
     *
     * @param images their shape, (batch, channels, height, width)
     */
    public static RuntimeException cannotTake(Network network, Shape images, EngineException problem) {
        long height = images.get(2);
        long width = images.get(3);
        return isOutOfMemory(problem)
                ? problem
                : new IllegalArgumentException(
                        network.name() + " cannot take images of " + (height == width ? "" : height + " x ") + width
                                + " pixels; usual are " + network.input().size() + "; PyTorch says: " + of(problem),
                        problem);
    }

    /** Whether a device's memory was too small, which is neither the file's fault nor the images'. */
    public static boolean isOutOfMemory(EngineException problem) {
        return OUT_OF_MEMORY.matcher(String.valueOf(problem.getMessage())).find();
    }
}
