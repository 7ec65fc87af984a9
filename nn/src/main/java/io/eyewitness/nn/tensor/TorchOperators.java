package io.eyewitness.nn.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.ScriptedModule;
import java.awt.geom.AffineTransform;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Operators of PyTorch that DJL does not call, on any device and with their gradients: methods of a TorchScript module that is made here and
 * has no parameters. Each method calls one operator that can be differentiated, which TorchScript's compiler therefore leaves alone.
 */
public final class TorchOperators {
    private static final String SOURCE = """
            class Operators(Module):
              __parameters__ = []
              __buffers__ = []
              def resampled(self: __torch__.Operators, images: Tensor, grid: Tensor) -> Tensor:
                return torch.grid_sampler(images, torch.expand(grid, [torch.size(images, 0), -1, -1, -1]), 0, 0, False)
              def ascend(self: __torch__.Operators, arrays: List[Tensor], gradients: List[Tensor], means: List[Tensor], squares: List[Tensor], steps: List[Tensor], rate: float) -> Tensor:
                torch._fused_adam_(arrays, gradients, means, squares, annotate(List[Tensor], []), steps, lr=rate, beta1=0.9, beta2=0.999, weight_decay=0., eps=1e-08, amsgrad=False, maximize=False)
                return steps[0]
              def converted(self: __torch__.Operators, array: Tensor, type: int) -> Tensor:
                return torch.to(array, type)
              def like(self: __torch__.Operators, array: Tensor, other: Tensor) -> Tensor:
                return torch.type_as(array, other)
            """;

    /** A pickled object of the class without attributes. */
    private static final String OBJECT = "\u0080\u0002c__torch__\nOperators\n)\u0081}b.";

    /** A pickled empty tuple. */
    private static final String NO_CONSTANTS = "\u0080\u0002).";

    private TorchOperators() {}

    /** Loaded at the first use; never closed. */
    private static final class Loaded {
        static final PtSymbolBlock MODULE = load();

        private static PtSymbolBlock load() {
            PtNDManager manager = (PtNDManager) Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
            try {
                return JniUtils.loadModule(manager, new ByteArrayInputStream(archive()), false, false);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "data.pkl", OBJECT);
            put(zip, "code/__torch__.py", SOURCE);
            put(zip, "constants.pkl", NO_CONSTANTS);
            put(zip, "version", "3\n");
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry("operators/" + name));
        zip.write(content.getBytes(StandardCharsets.ISO_8859_1));
        zip.closeEntry();
    }

    /**
     * Images seen through an affine map, by bilinear interpolation; 0 outside. Places are computed in single precision, so at whole numbers of
     * pixels an image of 224 pixels is mixed with its neighbours by some 0.00001.
     *
     * @param images shape (batch, channels, height, width)
     * @param view the map from pixels of the view to places in the image, both with the origin at the centre
     */
    public static NDArray resampled(NDArray images, AffineTransform view) {
        int height = (int) images.getShape().get(2);
        int width = (int) images.getShape().get(3);
        NDManager manager = images.getManager();
        NDArray right = column(manager, view.getScaleX(), view.getShearY() * width / height);
        NDArray down = column(manager, view.getShearX() * height / width, view.getScaleY());
        NDArray shift = column(manager, view.getTranslateX() * 2 / width, view.getTranslateY() * 2 / height);
        NDArray grid = places(manager, new Shape(1, 1, width))
                .mul(right)
                .add(places(manager, new Shape(1, height, 1)).mul(down))
                .addi(shift);
        return call("resampled", manager, tensor(images), tensor(grid.transpose(1, 2, 0)));
    }

    /** A vector across and down, shape (2, 1, 1). */
    private static NDArray column(NDManager manager, double across, double down) {
        return Owned.floats(manager, new float[] {(float) across, (float) down}, new Shape(2, 1, 1));
    }

    /** The places of pixels in a row as PyTorch counts, from -1 at one edge to 1 at the other. */
    private static NDArray places(NDManager manager, Shape row) {
        int size = (int) row.size();
        return Owned.constant(manager, "pixels", row, () -> {
            float[] places = new float[size];
            for (int i = 0; i < size; i++) {
                places[i] = (float) ((2.0 * i + 1) / size - 1);
            }
            return places;
        });
    }

    /** An array in another precision; the same array where nothing is to be done. {@link NDArray#toType} loses the gradient, and fails for bfloat16. */
    public static NDArray converted(NDArray array, Precision from, Precision to) {
        return from == to ? array : call("converted", array.getManager(), tensor(array), IValue.from((long) to.type()));
    }

    /** An array in the precision of another. */
    public static NDArray like(NDArray array, NDArray other) {
        return array.getDataType() == other.getDataType()
                ? array
                : call("like", array.getManager(), tensor(array), tensor(other));
    }

    /**
     * A step of Adam upwards, with the usual constants (0.9, 0.999, 1e-8): a step downwards at the negative rate, so that the mean is that of the
     * gradient, not of its negative.
     *
     * @param array changed, as are the moments
     * @param steps the number of steps, this one included
     */
    static void ascend(NDArray array, NDArray gradient, NDArray mean, NDArray square, int steps, double rate) {
        try (NDManager scratch = array.getManager().newSubManager()) {
            NDArray count = Owned.floats(scratch, new float[] {steps}, new Shape());
            call(
                    "ascend",
                    scratch,
                    list(array),
                    list(gradient),
                    list(mean),
                    list(square),
                    list(count),
                    IValue.from(-rate));
        }
    }

    private static NDArray call(String method, NDManager manager, IValue... arguments) {
        return ScriptedModule.call(Loaded.MODULE, method, (PtNDManager) manager, arguments);
    }

    private static IValue tensor(NDArray array) {
        return IValue.from((PtNDArray) array);
    }

    private static IValue list(NDArray array) {
        return IValue.listFrom((PtNDArray) array);
    }
}
