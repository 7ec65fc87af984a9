package io.eyewitness.theory.evidence;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.function.BumpedProfile;
import io.eyewitness.theory.function.LipschitzBlend;
import io.eyewitness.theory.function.PiecewiseAffine;
import io.eyewitness.theory.function.Profile;
import io.eyewitness.theory.function.ReluNetwork;
import io.eyewitness.theory.function.SteepProfile;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.witness.AffinePair;
import io.eyewitness.theory.witness.ConeSurgery;
import io.eyewitness.theory.witness.Construction;
import io.eyewitness.theory.witness.GivenSurgery;
import io.eyewitness.theory.witness.LipschitzPair;
import io.eyewitness.theory.witness.MonotoneOrConvexPair;
import io.eyewitness.theory.witness.RiskSurgery;
import io.eyewitness.theory.witness.WitnessPair;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The JSON form of evidence and of the ledger: an object a record, with its components by name; a rational as text, {@code
 * "-7/3"}; a point as an array of rationals; a term as nested arrays, {@code ["max", ["*", "2", "x1"], "0"]}. Duplicate,
 * unknown and missing keys are refused. The same value gives the same bytes.
 */
public final class EvidenceJson {
    /** Of arrays and objects in one another; what there is has fewer than 20. */
    private static final int DEEPEST = 200;

    private static final ObjectMapper MAPPER = Decimals.json(factory())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
            .addModule(new Jdk8Module())
            .addModule(exactValues())
            .addMixIn(Unit.class, UnitType.class)
            .addMixIn(Construction.class, ConstructionType.class)
            .addMixIn(WitnessPair.class, PairNames.class)
            .build();

    private EvidenceJson() {}

    private static JsonFactory factory() {
        return new JsonFactoryBuilder()
                .characterEscapes(new VisibleEscapes())
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                .build();
    }

    /** The mapper; not to be reconfigured. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /**
     * The canonical text of a value: indented by two spaces, line feeds, one at the end.
     *
     * @throws IllegalArgumentException if the value has no JSON form
     */
    public static String write(Object value) {
        try {
            DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
            return MAPPER.writer(new DefaultPrettyPrinter().withObjectIndenter(indenter))
                            .writeValueAsString(value)
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(reason(e), e);
        }
    }

    /**
     * Reads what {@link #write} writes.
     *
     * @throws IllegalArgumentException saying where the text is not as it should be
     */
    public static <T> T read(String json, Class<T> type) {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new IllegalArgumentException("it is null");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(reason(e), e);
        }
    }

    /** The fault of a JSON text and its place, in one sentence. */
    public static String reason(JsonProcessingException problem) {
        JsonLocation location = problem.getLocation();
        String where =
                location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
        String path = problem instanceof JsonMappingException mapping ? path(mapping) : "";
        return path + JsonFault.of(problem) + where;
    }

    private static String path(JsonMappingException problem) {
        String path = problem.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("/"));
        return path.isEmpty() ? "" : path + ": ";
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Affine.class, name = "affine"),
        @JsonSubTypes.Type(value = Profile.class, name = "profile"),
        @JsonSubTypes.Type(value = PiecewiseAffine.class, name = "piecewise-affine"),
        @JsonSubTypes.Type(value = ReluNetwork.class, name = "relu-network"),
        @JsonSubTypes.Type(value = LipschitzBlend.class, name = "lipschitz-blend"),
        @JsonSubTypes.Type(value = BumpedProfile.class, name = "bumped-profile"),
        @JsonSubTypes.Type(value = SteepProfile.class, name = "steep-profile")
    })
    private interface UnitType {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ConeSurgery.class, name = "cone-surgery"),
        @JsonSubTypes.Type(value = RiskSurgery.class, name = "risk-surgery"),
        @JsonSubTypes.Type(value = GivenSurgery.class, name = "given-surgery"),
        @JsonSubTypes.Type(value = MonotoneOrConvexPair.class, name = "profile-blend"),
        @JsonSubTypes.Type(value = AffinePair.class, name = "weight-swap"),
        @JsonSubTypes.Type(value = LipschitzPair.class, name = "envelope-pair")
    })
    private interface ConstructionType {}

    private abstract static class PairNames {
        @JsonProperty("recipe")
        Construction construction;
    }

    /** Text is there already: to look for what reads texts, once a number, takes longer than to read the number. */
    private static String text(JsonParser json, DeserializationContext context) throws IOException {
        return json.hasToken(JsonToken.VALUE_STRING) ? json.getText() : context.readValue(json, String.class);
    }

    private static SimpleModule exactValues() {
        return new SimpleModule()
                .addSerializer(new StdSerializer<>(BigFraction.class) {
                    private static final long serialVersionUID = 1;

                    @Override
                    public void serialize(BigFraction value, JsonGenerator json, SerializerProvider provider)
                            throws IOException {
                        json.writeString(Rationals.text(value));
                    }
                })
                .addDeserializer(BigFraction.class, new StdDeserializer<>(BigFraction.class) {
                    private static final long serialVersionUID = 1;

                    @Override
                    public BigFraction deserialize(JsonParser json, DeserializationContext context) throws IOException {
                        return Rationals.fraction(text(json, context));
                    }
                })
                .addSerializer(new StdSerializer<>(Point.class) {
                    private static final long serialVersionUID = 1;

                    @Override
                    public void serialize(Point point, JsonGenerator json, SerializerProvider provider)
                            throws IOException {
                        String[] coordinates = point.coordinates().stream()
                                .map(Rationals::text)
                                .toArray(String[]::new);
                        json.writeArray(coordinates, 0, coordinates.length);
                    }
                })
                .addDeserializer(Point.class, new StdDeserializer<>(Point.class) {
                    private static final long serialVersionUID = 1;

                    @Override
                    public Point deserialize(JsonParser json, DeserializationContext context) throws IOException {
                        return new Point(Stream.of(context.readValue(json, String[].class))
                                .map(Rationals::fraction)
                                .toList());
                    }
                })
                .addSerializer(new StdSerializer<>(Term.class) {
                    private static final long serialVersionUID = 1;

                    @Override
                    public void serialize(Term term, JsonGenerator json, SerializerProvider provider)
                            throws IOException {
                        json.writeTree(TermJson.tree(term));
                    }
                })
                .addDeserializer(Term.class, new StdDeserializer<>(Term.class) {
                    private static final long serialVersionUID = 1;

                    @Override
                    public Term deserialize(JsonParser json, DeserializationContext context) throws IOException {
                        return TermJson.term(context.readTree(json));
                    }
                });
    }
}
