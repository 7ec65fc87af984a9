package io.eyewitness.nn.network;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.eyewitness.nn.tensor.NotFinite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A network scripted or traced by PyTorch, from a {@code .pt} file: of its layers only the logits can be tapped. */
public final class TorchScriptNetwork implements Network {
    /** DJL's own forward pass has gradients only together with dropout and batch statistics. */
    private static final boolean KEEP_GRADIENTS = true;

    /** Without it DJL loads the parameters as PyTorch's inference tensors, which nothing can be differentiated through. */
    private static final Map<String, String> LOADED_FOR_GRADIENTS = Map.of("trainParam", "true");

    private final String name;
    private final InputSpec input;
    private final Model model;
    private final PtSymbolBlock block;

    /**
     * The network of a file.
     *
     * @param input what it is fed with, which the file does not say
     * @throws IllegalArgumentException naming the file if it is missing or no TorchScript
     * @throws UncheckedIOException if the file cannot be read
     */
    public TorchScriptNetwork(Path file, InputSpec input, Device device) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(file + ": there is no such file");
        }
        this.name = file.getFileName().toString().replaceFirst("\\.pt$", "");
        this.input = input;
        this.model = Model.newInstance(name, device, "PyTorch");
        try {
            model.load(file.toAbsolutePath().getParent(), file.getFileName().toString(), LOADED_FOR_GRADIENTS);
        } catch (MalformedModelException | EngineException e) {
            model.close();
            throw new IllegalArgumentException(file + " is no TorchScript file that this version can read", e);
        } catch (IOException e) {
            model.close();
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        this.block = (PtSymbolBlock) model.getBlock();
        JniUtils.enableInferenceMode(block);
        block.getDirectParameters().values().forEach(parameter -> parameter.freeze(true));
    }

    /** As torchvision's networks are fed: 224 pixels, ImageNet's mean and deviation. */
    public static InputSpec usualInput() {
        return ImageNetInput.SPEC;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public InputSpec input() {
        return input;
    }

    @Override
    public List<String> layers() {
        return List.of(LOGITS);
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
            NDArray logits = IValueUtils.forward(block, new NDList(input.normalised(view)), KEEP_GRADIENTS)
                    .singletonOrThrow();
            logits.attach(images.getManager());
            return NotFinite.refusedIn(name, images, Map.of(LOGITS, logits));
        }
    }

    @Override
    public NDManager manager() {
        return model.getNDManager();
    }

    @Override
    public void close() {
        model.close();
    }
}
