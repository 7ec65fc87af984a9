package io.eyewitness.nn.torchscript;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.TorchErrors;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the input of a script by trials, because its file does not state it; the usual inputs are tried first. */
final class ScriptProbe {
    private static final List<Float> GREY_MEAN = List.of(0.449f);
    private static final List<Float> GREY_DEVIATION = List.of(0.226f);
    private static final List<Integer> SIZES =
            List.of(224, 227, 256, 299, 32, 28, 64, 96, 128, 160, 192, 240, 288, 331, 336, 384, 448, 512, 518, 48);

    /** Tried first for grey images: some scripts take several sizes, and MNIST's is the most frequent. */
    private static final int GREY_SIZE = 28;

    private static final List<InputSpec> INPUTS = Stream.concat(
                    SIZES.stream().map(ScriptProbe::colours),
                    Stream.concat(Stream.of(GREY_SIZE), SIZES.stream()).map(ScriptProbe::grey))
            .toList();

    /** The forms in which PyTorch's errors state the size of the traced batch. */
    private static final Pattern BATCH = Pattern.compile(
            "shape '\\[(\\d+), |cannot be multiplied \\((\\d+)x|Expected size (\\d+) but got size 1 |logits: shape"
                    + " \\((\\d+), \\d+\\)");

    /** Rows of logits, but not one for each image, as when view(-1, N) reads images of another size as several. */
    private static final Pattern OTHER_ROWS = Pattern.compile("logits: shape \\(\\d+, \\d+\\)");

    /** Some scripts squeeze a batch of one image. */
    private static final int SQUEEZED = 2;

    private static final int LARGEST_BATCH = 256;
    private static final String CHANNELS = "channels";

    private final Script script;
    private final NDManager manager;
    private final List<InputSpec> inputs;
    private final Map<ScriptInput, String> reasons = new LinkedHashMap<>();

    /** The first refusal of outputs that are not logits; images of another size may give logits, as if convolutions replace a linear layer. */
    private Script.NoLogits noLogits;

    private ScriptProbe(Script script, NDManager manager, Integer size) {
        this.script = script;
        this.manager = manager;
        this.inputs = size == null || size < 1
                ? INPUTS
                : Stream.concat(Stream.of(colours(size), grey(size)), INPUTS.stream())
                        .distinct()
                        .toList();
    }

    private static InputSpec colours(int size) {
        return new InputSpec(size, InputSpec.IMAGENET.mean(), InputSpec.IMAGENET.deviation());
    }

    private static InputSpec grey(int size) {
        return new InputSpec(size, GREY_MEAN, GREY_DEVIATION);
    }

    /**
     * The input of the script.
     *
     * @param size of the images that it will be given, in pixels, which is tried first; null if it is not known
     * @throws IllegalArgumentException if no trial succeeds, or the outputs are not class logits
     */
    static ScriptInput of(Script script, NDManager manager, Integer size) {
        ScriptProbe trial = new ScriptProbe(script, manager, size);
        Optional<ScriptInput> feed = trial.first(1);
        if (feed.isPresent()) {
            ScriptInput single = feed.get();
            ScriptInput any = new ScriptInput(single.input(), ScriptInput.ANY);
            return trial.takes(any, 2) ? any : single;
        }
        for (int batch : trial.batches()) {
            feed = trial.first(batch);
            if (feed.isPresent()) {
                return feed.get();
            }
        }
        if (trial.noLogits != null) {
            throw trial.noLogits;
        }
        throw new IllegalArgumentException("it takes no images with 3 or 1 channels of the sizes that were tried, "
                + trial.sizes()
                + " pixels; give its size with --size PX of layers and visualize, or --crop PX of accuracy; "
                + trial.reason());
    }

    private Optional<ScriptInput> first(int batch) {
        for (InputSpec input : inputs) {
            ScriptInput feed = new ScriptInput(input, batch);
            if (takes(feed, batch)) {
                return Optional.of(feed);
            }
        }
        return Optional.empty();
    }

    private boolean takes(ScriptInput feed, int images) {
        try (NDManager scratch = manager.newSubManager()) {
            int size = feed.input().size();
            feed.logits(script, scratch.zeros(new Shape(images, feed.input().channels(), size, size)));
            return true;
        } catch (EngineException e) {
            if (TorchErrors.isOfTheDevice(e)) {
                throw e;
            }
            reasons.put(feed, "PyTorch says: " + TorchErrors.of(e));
            return false;
        } catch (Script.NoLogits e) {
            noLogits = noLogits == null && !OTHER_ROWS.matcher(e.getMessage()).find() ? e : noLogits;
            reasons.put(feed, e.getMessage());
            return false;
        }
    }

    private Set<Integer> batches() {
        Set<Integer> batches = new LinkedHashSet<>();
        for (String reason : reasons.values()) {
            Matcher matcher = BATCH.matcher(reason);
            while (matcher.find()) {
                for (int group = 1; group <= matcher.groupCount(); group++) {
                    if (matcher.group(group) != null) {
                        batches.add(Integer.valueOf(matcher.group(group)));
                    }
                }
            }
        }
        batches.add(SQUEEZED);
        batches.removeIf(batch -> batch < SQUEEZED || batch > LARGEST_BATCH);
        return batches;
    }

    private String sizes() {
        return inputs.stream()
                .map(InputSpec::size)
                .distinct()
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
    }

    /** The first reason that is not about the number of channels or rows, or else the first reason. */
    private String reason() {
        return reasons.values().stream()
                .filter(reason -> !reason.contains(CHANNELS))
                .filter(reason -> !OTHER_ROWS.matcher(reason).find())
                .findFirst()
                .orElseGet(() -> reasons.values().iterator().next());
    }
}
