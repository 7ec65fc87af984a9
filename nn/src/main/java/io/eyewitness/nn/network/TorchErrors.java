package io.eyewitness.nn.network;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.Shape;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The errors of PyTorch: their reason in one sentence, and whether the device or the input caused them. */
public final class TorchErrors {
    private static final int LONGEST = 200;

    /** PyTorch's reports for a GPU and for the CPU, on Unix and on Windows. */
    private static final Pattern OUT_OF_MEMORY =
            Pattern.compile("out of memory|can't allocate memory|DefaultCPUAllocator: not enough memory");

    /** Failures of a device, its driver or libraries, or of PyTorch itself, which no other input avoids. */
    private static final Pattern OF_THE_DEVICE =
            Pattern.compile("CUDA (driver )?error|CUDA driver|CUDNN_STATUS|cuDNN error|CUBLAS_STATUS|device-side assert"
                    + "|INTERNAL ASSERT FAILED|no kernel image is available");

    /** The form of an error in Python or a script, with the name of its module, such as {@code builtins.ValueError: reason}. */
    private static final Pattern RAISED = Pattern.compile("(?:(?:\\w+\\.)*(\\w*(?:Error|Exception)):\\s*)+(.*)");

    private TorchErrors() {}

    /** The reason of the last {@code XError: reason} in a script's traceback, its name if it has no reason, or else the first line. */
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
     * The refusal of images that a network does not take; an error of the device stays the same.
     *
     * @param images their shape, (batch, channels, height, width)
     */
    public static RuntimeException cannotTake(Network network, Shape images, EngineException problem) {
        long height = images.get(2);
        long width = images.get(3);
        return isOfTheDevice(problem)
                ? problem
                : new IllegalArgumentException(
                        network.name() + " cannot take images of " + (height == width ? "" : height + " x ") + width
                                + " pixels; its usual size is "
                                + network.input().size() + "; PyTorch says: " + of(problem),
                        problem);
    }

    /** Whether a device's memory was too small. */
    public static boolean isOutOfMemory(EngineException problem) {
        return OUT_OF_MEMORY.matcher(String.valueOf(problem.getMessage())).find();
    }

    /** Whether the device failed or its memory was too small, so that neither a file nor images are at fault. */
    public static boolean isOfTheDevice(EngineException problem) {
        return isOutOfMemory(problem)
                || OF_THE_DEVICE.matcher(String.valueOf(problem.getMessage())).find();
    }
}
