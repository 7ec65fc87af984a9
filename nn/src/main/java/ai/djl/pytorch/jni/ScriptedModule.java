package ai.djl.pytorch.jni;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@link IValueUtils} lacks: a forward pass with gradients whose outputs keep their order and may be something else than arrays, such
 * as the {@code None} of torchvision's scripted networks. It stands in DJL's package, for DJL's native library is open to that alone.
 */
public final class ScriptedModule {
    private ScriptedModule() {}

    /**
     * Runs a module on images.
     *
     * @return the tensors that it gives, in its order, in the manager of the images, by place: {@code ""} for one alone, else such as
     *     {@code [0]} or {@code [out]}; what is no tensor is left out
     * @throws ai.djl.engine.EngineException with PyTorch's reason
     */
    public static Map<String, NDArray> forward(PtSymbolBlock module, NDArray images) {
        Map<String, NDArray> tensors = new LinkedHashMap<>();
        try (IValue argument = IValue.from((PtNDArray) images);
                IValue result = new IValue(PyTorchLibrary.LIB.moduleRunMethod(
                        module.getHandle(), "forward", new long[] {argument.getHandle()}, true, false))) {
            collect(result, "", (PtNDManager) images.getManager(), tensors);
        }
        return tensors;
    }

    private static void collect(IValue value, String place, PtNDManager manager, Map<String, NDArray> tensors) {
        if (value.isTensor()) {
            tensors.put(place, value.toTensor(manager));
        } else if (value.isMap()) {
            long[] handles = PyTorchLibrary.LIB.iValueToMap(value.getHandle());
            for (int i = 0; i < handles.length; i += 2) {
                try (IValue key = new IValue(handles[i]);
                        IValue item = new IValue(handles[i + 1])) {
                    collect(item, place + "[" + name(key) + "]", manager, tensors);
                }
            }
        } else if (value.isTuple() || value.isList()) {
            IValue[] items = value.isTuple() ? value.toIValueTuple() : value.toIValueArray();
            for (int i = 0; i < items.length; i++) {
                try (IValue item = items[i]) {
                    collect(item, place + "[" + i + "]", manager, tensors);
                }
            }
        }
    }

    private static String name(IValue key) {
        return key.isString() ? key.toStringValue() : key.isLong() ? String.valueOf(key.toLong()) : "?";
    }
}
