package io.eyewitness.nn.visualize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.data.ImageFolder;
import io.eyewitness.nn.data.VectorFile;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.picture.PictureKind;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.theory.file.Reasons;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A part of a unit that is a function of a layer and of a file or channels: {@code direction(LAYER, 3-7)}, {@code direction(LAYER, FILE)},
 * {@code content(LAYER, PICTURE)} or {@code style(LAYER, PICTURE)}.
 *
 * @param argument what follows the layer
 * @param read its objective, once its file was read for a network
 */
record UnitFunction(Kind kind, String layer, String argument, Optional<Objective> read) implements UnitSpec.Part {
    private static final Pattern FORM = Pattern.compile("(direction|content|style)\\(([^,]*),(.*)\\)");
    private static final Pattern CHANNELS = Pattern.compile("[+-]?\\d{1,9}([+-]\\d{1,9})*");
    private static final Pattern CHANNEL = Pattern.compile("([+-]?)(\\d+)");
    private static final Pattern PLACE = Pattern.compile("(.+),\\s*(\\d{1,9})\\s*,\\s*(\\d{1,9})");

    /** The functions. */
    enum Kind {
        DIRECTION,
        CONTENT,
        STYLE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a text begins as a function does. */
    static boolean isMeant(String text) {
        return Stream.of(Kind.values()).anyMatch(kind -> text.startsWith(kind + "("));
    }

    /** The function that a text is; empty if it is none. */
    static Optional<UnitFunction> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || form.group(2).isBlank() || form.group(3).isBlank()) {
            return Optional.empty();
        }
        Kind kind = Kind.valueOf(form.group(1).toUpperCase(Locale.ROOT));
        return Optional.of(
                new UnitFunction(kind, form.group(2).strip(), form.group(3).strip(), Optional.empty()));
    }

    /** The channels of which a direction is the sum or difference, without blanks and the layer's name; empty if it is a file's. */
    private Optional<String> channels() {
        String names = argument.replace(layer + ":", "").replaceAll("\\s", "");
        return kind == Kind.DIRECTION && CHANNELS.matcher(names).matches() ? Optional.of(names) : Optional.empty();
    }

    private Matcher place() {
        return PLACE.matcher(argument);
    }

    /** The file that it needs; empty if it is about channels. */
    Optional<Path> file() {
        if (channels().isPresent()) {
            return Optional.empty();
        }
        Matcher place = place();
        return Optional.of(Path.of(kind == Kind.DIRECTION && place.matches() ? place.group(1) : argument));
    }

    /** The direction of a picture's activations at one place, for one of which this is the mean. */
    UnitFunction at(int y, int x) {
        return new UnitFunction(kind, layer, argument + "," + y + "," + x, Optional.empty());
    }

    /** Whether it is the direction of a picture's activations, on average over its places. */
    boolean isOfWholePicture() throws IOException {
        return kind == Kind.DIRECTION && file().isPresent() && !place().matches() && isPicture(file().get());
    }

    @Override
    public Objective objective() {
        return read.orElseThrow(() -> new IllegalStateException(this + " was not read for a network"));
    }

    @Override
    public void requireIn(Shape shape) {
        if (kind == Kind.STYLE && shape.dimension() != 4) {
            throw new IllegalArgumentException(this + " compares places, but " + layer + " has none");
        }
    }

    @Override
    public String toString() {
        return kind + "(" + layer + "," + channels().orElse(argument) + ")";
    }

    private static boolean isPicture(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return PictureKind.isNamed(file.toString());
        }
        try (InputStream stream = Files.newInputStream(file)) {
            return PictureKind.isNamed(file.toString())
                    || PictureKind.of(stream.readNBytes(PictureKind.START)).isPresent();
        } catch (IOException e) {
            throw Reasons.naming(file, e);
        }
    }

    /** Reads the files of functions, each once, for a network. */
    static final class Reader {
        private final Network network;
        private final int size;
        private final Consumer<String> notes;
        private final Map<Path, Images> pictures = new HashMap<>();
        private final Map<String, Tensor> activations = new HashMap<>();

        /** @param size of the images that will be compared with pictures, in pixels */
        Reader(Network network, int size, Consumer<String> notes) {
            this.network = network;
            this.size = size;
            this.notes = notes;
        }

        /**
         * A function with its objective.
         *
         * @param width the number of channels of its layer
         */
        UnitFunction read(UnitFunction function, int width) throws IOException {
            Objective objective = switch (function.kind()) {
                case DIRECTION -> Objective.direction(function.layer(), direction(function, width));
                case CONTENT -> Objective.content(function.layer(), target(function));
                case STYLE -> Objective.style(function.layer(), target(function));
            };
            return new UnitFunction(
                    function.kind(),
                    function.layer(),
                    function.argument(),
                    Optional.of(objective.named(function.toString())));
        }

        private float[] direction(UnitFunction function, int width) throws IOException {
            Optional<String> channels = function.channels();
            float[] direction = channels.isPresent()
                    ? sum(function, channels.get(), width)
                    : isPicture(function.file().orElseThrow())
                            ? ofPicture(function, width)
                            : ofFile(function, function.file().orElseThrow(), width);
            if (isZero(direction)) {
                throw new IllegalArgumentException(function + " is 0 in all channels, so it points nowhere");
            }
            return direction;
        }

        /** Whether a picture activates a channel at a place. */
        boolean isActive(UnitFunction place, int width) throws IOException {
            return !isZero(ofPicture(place, width));
        }

        private static boolean isZero(float[] direction) {
            for (float component : direction) {
                if (component != 0) {
                    return false;
                }
            }
            return true;
        }

        private static float[] sum(UnitFunction function, String channels, int width) {
            float[] direction = new float[width];
            Matcher channel = CHANNEL.matcher(channels);
            while (channel.find()) {
                int number = Integer.parseInt(channel.group(2));
                if (number >= width) {
                    throw new IllegalArgumentException(
                            function.layer() + " has " + width + " channels, counted from 0; there is no " + number);
                }
                direction[number] += channel.group(1).equals("-") ? -1 : 1;
            }
            return direction;
        }

        private static float[] ofFile(UnitFunction function, Path file, int width) throws IOException {
            if (function.place().matches()) {
                throw new IllegalArgumentException(
                        function + " names a place, but " + file + " is no picture; leave the place out");
            }
            float[] direction = VectorFile.read(file);
            if (direction.length != width) {
                throw new IllegalArgumentException(file + " has " + direction.length + " numbers, but "
                        + function.layer() + " has " + width + " channels; give one number for each");
            }
            return direction;
        }

        /** Seen at the network's own size, whatever that of the images. */
        private float[] ofPicture(UnitFunction function, int width) throws IOException {
            Path file = function.file().orElseThrow();
            Tensor seen = activations(function.layer(), file, network.input().size());
            Matcher place = function.place();
            int[] shape = seen.shape().stream().mapToInt(Math::toIntExact).toArray();
            int places = seen.values().length / width;
            float[] direction = new float[width];
            if (!place.matches()) {
                for (int i = 0; i < seen.values().length; i++) {
                    direction[i / places] += seen.values()[i] / places;
                }
                return direction;
            }
            int y = Integer.parseInt(place.group(2));
            int x = Integer.parseInt(place.group(3));
            if (shape.length != 4 || y >= shape[2] || x >= shape[3]) {
                throw new IllegalArgumentException(function.layer() + " has no place " + y + "," + x
                        + (shape.length == 4
                                ? " at " + file + ", but " + shape[2] + " rows and " + shape[3] + " columns"
                                : ""));
            }
            for (int channel = 0; channel < width; channel++) {
                direction[channel] = seen.values()[channel * places + y * shape[3] + x];
            }
            return direction;
        }

        /** The activations of a picture under the view that the images are seen through. */
        private Function<Activations, NDArray> target(UnitFunction function) throws IOException {
            Path file = function.file().orElseThrow();
            String layer = function.layer();
            for (float value : activations(layer, file, size).values()) {
                if (value != 0) {
                    Images picture = picture(file, size);
                    return seen -> network.activations(
                                    seen.view().apply(picture.on(seen.image().getManager())), List.of(layer))
                            .get(layer);
                }
            }
            throw new IllegalArgumentException(
                    file + " activates nothing in " + layer + ", so nothing can be compared with it");
        }

        private Tensor activations(String layer, Path file, int pixels) throws IOException {
            String key = layer + "\n" + file + "\n" + pixels;
            Tensor known = activations.get(key);
            if (known == null) {
                try (NDManager scratch = network.manager().newSubManager()) {
                    NDArray image = picture(file, pixels).on(scratch);
                    known = Tensor.of(network.activations(image, List.of(layer)).get(layer));
                }
                activations.put(key, known);
            }
            return known;
        }

        private Images picture(Path file, int pixels) throws IOException {
            Images known = pictures.get(file);
            if (known == null || known.width() != pixels) {
                known = ImageFolder.image(
                        network.manager(), file, pixels, network.input().channels(), notes);
                pictures.put(file, known);
            }
            return known;
        }
    }
}
