package io.eyewitness.nn.torchscript;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.ScriptedModule;
import io.eyewitness.nn.network.TorchErrors;
import io.eyewitness.nn.tensor.FileKind;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** A TorchScript module, loaded for gradients, in evaluation mode, with frozen parameters. */
final class Script {
    private static final String[] NO_EXTRAS = {};
    private static final boolean TO_THE_DEVICE = true;

    /** Otherwise DJL loads the parameters as PyTorch's inference tensors, which have no gradients. */
    private static final boolean FOR_GRADIENTS = true;

    private final PtSymbolBlock module;
    private final DataType type;

    private Script(PtSymbolBlock module) {
        this.module = module;
        this.type = module.getDirectParameters().values().stream()
                .map(parameter -> parameter.getArray().getDataType())
                .filter(DataType::isFloating)
                .findFirst()
                .orElse(DataType.FLOAT32);
    }

    /**
     * Loads a file.
     *
     * @param manager one of PyTorch's, which closes it with itself
     * @throws IllegalArgumentException naming the kind of the file, or the reason why PyTorch refuses it
     */
    static Script load(Path file, NDManager manager) {
        FileKind kind = FileKind.of(file);
        if (kind != FileKind.TORCH_SCRIPT) {
            throw new IllegalArgumentException("it is not a TorchScript file, but " + kind.advice(file));
        }
        try {
            PtSymbolBlock module = JniUtils.loadModule(
                    (PtNDManager) manager, file.toAbsolutePath(), TO_THE_DEVICE, NO_EXTRAS, NO_EXTRAS, FOR_GRADIENTS);
            if (module.getDirectParameters().values().stream().anyMatch(Script::isOfUnknownType)) {
                throw new IllegalArgumentException(
                        "its parameters have a type that DJL does not support, such as bfloat16;"
                                + " save it in single precision, as network.float()");
            }
            JniUtils.enableInferenceMode(module);
            module.getDirectParameters().values().forEach(Script::freeze);
            return new Script(module);
        } catch (EngineException e) {
            if (TorchErrors.isOfTheDevice(e)) {
                throw e;
            }
            throw new IllegalArgumentException("it cannot be loaded; PyTorch says: " + TorchErrors.of(e), e);
        }
    }

    /** DJL does not support bfloat16, and a conversion to it ends the virtual machine. */
    private static boolean isOfUnknownType(Parameter parameter) {
        return parameter.getArray().getDataType() == DataType.UNKNOWN;
    }

    private static void freeze(Parameter parameter) {
        parameter.freeze(true);
    }

    /** The type of its parameters, in which it computes. */
    DataType type() {
        return type;
    }

    /** Its outputs by their position, as in {@link ScriptedModule#forward}. */
    Map<String, NDArray> outputs(NDArray normalised) {
        return ScriptedModule.forward(module, converted(normalised, type));
    }

    /**
     * Its first output as float32, shape (batch, classes).
     *
     * @throws NoLogits if this output is missing or has another form
     * @throws EngineException with PyTorch's reason
     */
    NDArray logits(NDArray normalised) {
        NDArray first = outputs(normalised).values().stream()
                .findFirst()
                .orElseThrow(() -> new NoLogits("its output is not a tensor"));
        long batch = normalised.getShape().get(0);
        if (!isRows(first, batch)) {
            throw new NoLogits(
                    "its outputs for images of shape " + normalised.getShape() + " are not class logits: shape "
                            + first.getShape() + ", "
                            + first.getDataType().name().toLowerCase(Locale.ROOT));
        }
        return converted(first.reshape(batch, -1), DataType.FLOAT32);
    }

    /** {@link NDArray#toType} loses the gradient; the product over an axis of length 1 keeps it. */
    private static NDArray converted(NDArray array, DataType type) {
        return array.getDataType() == type
                ? array
                : array.expandDims(0).cumProd(0, type).squeeze(0);
    }

    /** Whether an array has a row of floats for each image; axes of length 1 may follow. */
    private static boolean isRows(NDArray array, long batch) {
        Shape shape = array.getShape();
        return array.getDataType().isFloating()
                && shape.dimension() > 1
                && shape.get(0) == batch
                && shape.size() == batch * shape.get(1);
    }

    /** The outputs are not logits. */
    static final class NoLogits extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        NoLogits(String message) {
            super(message);
        }
    }
}
