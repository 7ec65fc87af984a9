package ai.djl.pytorch.jni;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Calls with gradients, which {@link IValueUtils} lacks. The outputs of a network keep their order and need not be arrays, such as the {@code None} of
 * torchvision's scripted networks. The class is in DJL's package, because DJL's native library is accessible only there.
 */
public final class ScriptedModule {
    private ScriptedModule() {}

    /**
     * Runs a module on images.
     *
     * @return the output tensors in their order, in the manager of the images, by position: {@code ""} for a single tensor, else for example
     *     {@code [0]} or {@code [out]}; other outputs are left out
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

    /**
     * Calls a method that returns a tensor, with gradients.
     *
     * @param arguments closed by the call
     * @return in the manager
     * @throws ai.djl.engine.EngineException with PyTorch's reason
     */
    public static NDArray call(PtSymbolBlock module, String method, PtNDManager manager, IValue... arguments) {
        long[] handles = Arrays.stream(arguments).mapToLong(IValue::getHandle).toArray();
        try (IValue result =
                new IValue(PyTorchLibrary.LIB.moduleRunMethod(module.getHandle(), method, handles, true, false))) {
            return result.toTensor(manager);
        } finally {
            for (IValue argument : arguments) {
                argument.close();
            }
        }
    }

    private static void collect(IValue value, String place, PtNDManager manager, Map<String, NDArray> tensors) {
        if (value.isTensor()) {
            tensors.put(place, value.toTensor(manager));
            return;
        }
        IValue[] items = items(value);
        try {
            for (int i = 0; i < items.length; i++) {
                if (!value.isMap()) {
                    collect(items[i], place + "[" + i + "]", manager, tensors);
                } else if (i % 2 == 1) {
                    collect(items[i], place + "[" + name(items[i - 1]) + "]", manager, tensors);
                }
            }
        } finally {
            for (IValue item : items) {
                item.close();
            }
        }
    }

    /** The items of a tuple or list, or the keys of a map, each before its value; the caller closes them. */
    private static IValue[] items(IValue value) {
        if (value.isMap()) {
            return Arrays.stream(PyTorchLibrary.LIB.iValueToMap(value.getHandle()))
                    .mapToObj(IValue::new)
                    .toArray(IValue[]::new);
        }
        return value.isTuple() ? value.toIValueTuple() : value.isList() ? value.toIValueArray() : new IValue[0];
    }

    private static String name(IValue key) {
        return key.isString() ? key.toStringValue() : key.isLong() ? String.valueOf(key.toLong()) : "?";
    }
}
