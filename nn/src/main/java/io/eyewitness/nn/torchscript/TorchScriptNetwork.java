package io.eyewitness.nn.torchscript;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.LogitsCheck;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.network.PyTorch;
import io.eyewitness.nn.network.TorchErrors;
import io.eyewitness.nn.network.UnknownLayer;
import io.eyewitness.nn.tensor.NotFinite;
import io.eyewitness.nn.tensor.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A network that PyTorch scripted or traced, from a {@code .pt} file; its only layer with a name is the logits. */
public final class TorchScriptNetwork implements Network {
    private final String name;
    private final NDManager manager;
    private final Script script;
    private final ScriptInput feed;
    private final List<String> notes = new ArrayList<>();

    private TorchScriptNetwork(String name, NDManager manager, Script script, ScriptInput feed) {
        this.name = name;
        this.manager = manager;
        this.script = script;
        this.feed = feed;
    }

    /**
     * The network of a file. The form of its input, which the file does not state, is found by trials; images are normalised as for
     * torchvision's networks.
     *
     * @throws IllegalArgumentException naming the file, and its kind or the reason why it is not a classifier of images
     */
    public static TorchScriptNetwork read(Path file, Device device) {
        return read(file, device, null);
    }

    /**
     * The network of a file that takes images of a size.
     *
     * @param size of the images that it will be given, in pixels, which is tried first; null if it is not known
     */
    public static TorchScriptNetwork read(Path file, Device device, Integer size) {
        NDManager manager = PyTorch.manager(device);
        try {
            Script script = Script.load(file, manager);
            String name = file.getFileName().toString().replaceFirst("\\.pt$", "");
            TorchScriptNetwork network =
                    new TorchScriptNetwork(name, manager, script, ScriptProbe.of(script, manager, size));
            boolean probable = LogitsCheck.requireReproducible(network);
            network.takeNotes(probable, size);
            return network;
        } catch (IllegalArgumentException e) {
            manager.close();
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    private void takeNotes(boolean probable, Integer size) {
        InputSpec input = input();
        boolean isAsTold = size != null && size == input.size() && input.channels() == InputSpec.IMAGENET.channels();
        if (!isAsTold && !input.equals(InputSpec.IMAGENET)) {
            notes.add("it takes images of " + input.channels() + " x " + input.size() + " x " + input.size()
                    + " (found by trials), normalised by mean " + input.mean() + " and deviation " + input.deviation());
        }
        if (feed.batch() != ScriptInput.ANY) {
            notes.add("it takes batches of " + feed.batch()
                    + " images, as it was traced: larger batches are split, smaller ones are filled up");
        }
        if (script.type() != DataType.FLOAT32) {
            notes.add("it computes in " + script.type().name().toLowerCase(Locale.ROOT));
        }
        List<String> outputs = outputs();
        if (!outputs.equals(List.of(""))) {
            notes.add("it has the outputs " + String.join(", ", outputs) + "; the first one is used");
        }
        if (probable) {
            notes.add("its outputs are probabilities, as after a softmax, not logits");
        }
    }

    private List<String> outputs() {
        try (NDManager scratch = manager.newSubManager()) {
            InputSpec input = input();
            Shape images = new Shape(Math.max(1, feed.batch()), input.channels(), input.size(), input.size());
            return List.copyOf(script.outputs(scratch.zeros(images)).keySet());
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public InputSpec input() {
        return feed.input();
    }

    @Override
    public List<String> layers() {
        return List.of(LOGITS);
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public Map<String, NDArray> activations(NDArray images, Collection<String> layers) {
        for (String layer : layers) {
            if (!layer.equals(LOGITS)) {
                throw new UnknownLayer(this, layer);
            }
        }
        if (layers.isEmpty()) {
            return Map.of();
        }
        try (NDManager scratch = images.getManager().newSubManager()) {
            NDArray view = images.reshape(images.getShape());
            view.attach(scratch);
            NDArray logits = feed.logits(script, view);
            logits.attach(images.getManager());
            return NotFinite.refusedIn(name, Precision.SINGLE, images, Map.of(LOGITS, logits));
        } catch (Script.NoLogits e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        } catch (EngineException e) {
            throw TorchErrors.cannotTake(this, images.getShape(), e);
        }
    }

    @Override
    public NDManager manager() {
        return manager;
    }

    @Override
    public void close() {
        manager.close();
    }
}
