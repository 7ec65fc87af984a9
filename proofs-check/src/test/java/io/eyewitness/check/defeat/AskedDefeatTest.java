package io.eyewitness.check.defeat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.eyewitness.check.bundle.BundleRefused;
import io.eyewitness.check.bundle.TranscriptFile;
import io.eyewitness.check.examine.TranscriptExaminer;
import io.eyewitness.theory.ask.Asker;
import io.eyewitness.theory.ask.Askers;
import io.eyewitness.theory.ask.Interview;
import io.eyewitness.theory.ask.Question;
import io.eyewitness.theory.ask.Setting;
import io.eyewitness.theory.ask.Transcript;
import io.eyewitness.theory.decoder.Decoders;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.BumpedProfile;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.function.Profile;
import io.eyewitness.theory.function.Profile.Knot;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.witness.TrainingTask.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AskedDefeatTest {
    private static final int TAMPERED = 40;

    static List<FunctionClass> classes() {
        return FunctionClass.withWitnesses();
    }

    private static Setting setting(FunctionClass functionClass, int dimension, Norm norm) {
        return Setting.of(functionClass, Optional.of(dimension), Optional.empty(), BigFraction.ONE, norm, 11);
    }

    private static Interview interview(FunctionClass functionClass) {
        boolean isAffine = functionClass == FunctionClass.AFF;
        return new Interview(setting(functionClass, isAffine ? 8 : 2, Norm.L1), isAffine ? 6 : 20_000);
    }

    private static Transcript defeat(Asker asker, Interview interview) {
        return interview.transcript(asker.name(), asker.decode(interview)).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("classes")
    void twentyDecodersAreDefeated(FunctionClass functionClass) throws BundleRefused {
        List<Asker> askers = AskingDecoders.all();
        assertEquals(20, askers.size());
        for (Asker asker : askers) {
            Transcript transcript = defeat(asker, interview(functionClass));
            assertTrue(transcript.isDefeated(), asker.name());
            assertTrue(transcript.error().compareTo(transcript.unavoidable()) >= 0, asker.name());
            assertEquals(transcript, TranscriptFile.check(TranscriptFile.write(transcript)), asker.name());
        }
    }

    @Test
    void decodersAreDefeatedOnIrisAndInL2() throws BundleRefused {
        for (String name : List.of("random", "gradient-descent")) {
            for (Setting setting :
                    List.of(setting(FunctionClass.ERM, 4, Norm.L2), setting(FunctionClass.LIP, 3, Norm.L2))) {
                Transcript transcript = defeat(Askers.byName(name, 1), new Interview(setting, 500));
                TranscriptFile.check(TranscriptFile.write(transcript));
            }
        }
    }

    /** What an adversary that had decided earlier would hand out. */
    @ParameterizedTest
    @MethodSource("classes")
    void anAdversaryThatDecidesTooEarlyIsCaught(FunctionClass functionClass) {
        Asker asker = AskingDecoders.all().get(8);
        Transcript late = defeat(asker, interview(functionClass));
        assertEquals(List.of(), TranscriptExaminer.failures(late));
        int half = late.exchanges().size() / 2;
        Interview shorter = interview(functionClass);
        late.exchanges().subList(0, half).forEach(exchange -> shorter.ask(exchange.question()));
        Transcript early = shorter.transcript(asker.name(), late.decoded()).orElseThrow();
        Transcript broken = new Transcript(
                late.setting(), late.decoder(), late.exchanges(), early.x(), late.decoded(), early.high(), early.low());
        assertNotEquals(List.of(), TranscriptExaminer.failures(broken));
    }

    @Test
    void adversariesThatPlayWithTheMembersOfOthersAreCaught() {
        for (FunctionClass functionClass : classes()) {
            Transcript transcript = defeat(AskingDecoders.all().get(0), interview(functionClass));
            assertRefused(
                    "decoded as it is true",
                    with(transcript, transcript.high().at(transcript.x()).toRational()));
            assertRefused(
                    "low for high",
                    new Transcript(
                            transcript.setting(),
                            "low",
                            transcript.exchanges(),
                            transcript.x(),
                            transcript.decoded(),
                            transcript.low(),
                            transcript.low()));
        }
        Transcript convex = defeat(AskingDecoders.all().get(0), interview(FunctionClass.CONV));
        Transcript step = defeat(AskingDecoders.all().get(0), interview(FunctionClass.F));
        assertRefused("a step is not convex", in(FunctionClass.CONV, step));
        assertRefused("no network is infinitely steep", in(FunctionClass.NN, convex));
        assertRefused("nor is it Lipschitz", in(FunctionClass.LIP, convex));
        assertRefused("nor affine", in(FunctionClass.AFF, convex));
    }

    /** A decoder that is right about the high member is wrong about the low one, so only the one that is handed out may be replaced. */
    private static Transcript with(Transcript transcript, BigFraction decoded) {
        return new Transcript(
                transcript.setting(),
                transcript.decoder(),
                transcript.exchanges(),
                transcript.x(),
                decoded,
                transcript.high(),
                transcript.high());
    }

    private static Transcript in(FunctionClass functionClass, Transcript transcript) {
        Setting setting = transcript.setting();
        return new Transcript(
                new Setting(
                        functionClass,
                        setting.phi(),
                        setting.h(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                transcript.decoder(),
                transcript.exchanges(),
                transcript.x(),
                transcript.decoded(),
                transcript.high(),
                transcript.low());
    }

    @Test
    void bumpsThatAreTooSteepOrTooLowOrWhereSomethingWasAskedAreCaught() {
        Asker mid = AskingDecoders.all().get(2);
        Transcript transcript = defeat(mid, interview(FunctionClass.LIP));
        assertEquals(List.of(), TranscriptExaminer.failures(transcript));
        BumpedProfile high = (BumpedProfile) transcript.high();
        BigFraction radius = high.radius();
        BigFraction height = high.height();
        BigFraction more = BigFraction.of(11, 10);
        assertRefused("steeper than L", bumps(transcript, transcript.x(), radius, height.multiply(more)));
        assertRefused("lower than it could be", bumps(transcript, transcript.x(), radius, height.divide(more)));
        assertRefused(
                "over what was asked", bumps(transcript, transcript.x(), radius.multiply(more), height.multiply(more)));
        for (BigFraction share : List.of(BigFraction.of(3, 4), BigFraction.of(1, 1_000))) {
            assertRefused(
                    "narrower than it could be",
                    bumps(transcript, transcript.x(), radius.multiply(share), height.multiply(share)));
        }
        assertRefused("on a plateau of its own", onNarrowPlateau(transcript));
        Point elsewhere = transcript.exchanges().get(0).question().points().get(0);
        assertRefused("elsewhere", bumps(transcript, elsewhere, radius, height));
        assertRefused("one without the other", of(transcript, high, high.profile()));
    }

    /** A tiny bump on a tiny piece of the same profile, so that the next knot is where it ends. */
    private static Transcript onNarrowPlateau(Transcript transcript) {
        BumpedProfile old = (BumpedProfile) transcript.high();
        BigFraction share = BigFraction.of(1, 1_000);
        BigFraction radius = old.radius().multiply(share);
        BigFraction height = old.height().multiply(share);
        BigFraction u = old.profile().inner().value(transcript.x());
        List<Knot> knots = new ArrayList<>(old.profile().knots());
        for (BigFraction end : List.of(u.add(radius), u.subtract(radius))) {
            knots.add(2, new Knot(end, old.profile().outer(end)));
        }
        Profile profile = new Profile(old.profile().inner(), knots);
        return of(
                transcript,
                new BumpedProfile(profile, old.norm(), transcript.x(), radius, height),
                new BumpedProfile(profile, old.norm(), transcript.x(), radius, height.negate()));
    }

    private static Transcript bumps(Transcript transcript, Point x, BigFraction radius, BigFraction height) {
        BumpedProfile old = (BumpedProfile) transcript.high();
        return new Transcript(
                transcript.setting(),
                transcript.decoder(),
                transcript.exchanges(),
                x,
                transcript.decoded(),
                new BumpedProfile(old.profile(), old.norm(), x, radius, height),
                new BumpedProfile(old.profile(), old.norm(), x, radius, height.negate()));
    }

    /** A bump in a box, above the corner with the greatest value, or as high as the profile rises to there. */
    @Test
    void bumpsThatWouldChangeTheAnswerOnABoxAreCaught() {
        Setting setting = setting(FunctionClass.LIP, 2, Norm.L1);
        Interview interview = new Interview(setting, 1);
        interview.ask(new Question.OfBox(Point.of("3/8", "3/8"), Point.of("5/8", "5/8")));
        Transcript transcript = interview.transcript("box", setting.phi().mid()).orElseThrow();
        assertEquals(List.of(), TranscriptExaminer.failures(transcript));
        BumpedProfile high = (BumpedProfile) transcript.high();
        BigFraction steepness = high.height().divide(high.radius());
        // It rises by a quarter of the slope from the centre to the corner, so a bump there must be a little lower than
        // that.
        BigFraction rise = high.slope().orElseThrow().divide(4);
        BigFraction low = rise.multiply(BigFraction.of(9, 10)).divide(steepness);
        assertEquals(
                List.of(),
                TranscriptExaminer.failures(bumps(transcript, Point.of("1/2", "1/2"), low, low.multiply(steepness))));
        BigFraction lower = low.divide(2);
        assertRefused(
                "lower than the rise allows",
                bumps(transcript, Point.of("1/2", "1/2"), lower, lower.multiply(steepness)));
        BigFraction tall = BigFraction.of(1, 16);
        assertRefused("in the box", bumps(transcript, Point.of("1/2", "1/2"), tall, tall.multiply(steepness)));
        assertRefused("at its side", bumps(transcript, Point.of("1/2", "21/32"), tall, tall.multiply(steepness)));
    }

    private static Transcript of(Transcript transcript, Unit high, Unit low) {
        return new Transcript(
                transcript.setting(),
                transcript.decoder(),
                transcript.exchanges(),
                transcript.x(),
                transcript.decoded(),
                high,
                low);
    }

    @Test
    void aProfileThatFallsIsNotMonotone() {
        Transcript transcript = defeat(Askers.of(Decoders.byName("mid")), interview(FunctionClass.MONO));
        assertEquals(List.of(), TranscriptExaminer.failures(transcript));
        Transcript falling = of(transcript, falling((Profile) transcript.high()), transcript.low());
        assertEquals(List.of(), TranscriptExaminer.failures(in(FunctionClass.F, falling)));
        assertNoMember("the high member", falling);
    }

    /** A profile that falls a little before it rises to the maximum. */
    private static Profile falling(Profile profile) {
        List<Knot> knots = new ArrayList<>(profile.knots());
        Knot from = knots.get(knots.size() - 2);
        Knot to = knots.get(knots.size() - 1);
        BigFraction lower = from.value().subtract(BigFraction.of(1, 1_000));
        knots.add(knots.size() - 1, new Knot(Rationals.mid(from.argument(), to.argument()), lower));
        return new Profile(profile.inner(), knots);
    }

    @Test
    void networksThatMissALabelAreCaught() {
        Transcript transcript = defeat(Askers.of(Decoders.byName("mid")), interview(FunctionClass.ERM));
        assertEquals(List.of(), TranscriptExaminer.failures(transcript));
        Setting setting = transcript.setting();
        Dataset data = setting.data().orElseThrow();
        for (int i = 0; i < data.labels().size(); i++) {
            List<BigFraction> labels = new ArrayList<>(data.labels());
            labels.set(i, labels.get(i).add(BigFraction.of(1, 1_000)));
            Setting other = new Setting(
                    FunctionClass.ERM,
                    setting.phi(),
                    setting.h(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new Dataset(data.inputs(), labels)));
            Transcript missing = new Transcript(
                    other,
                    transcript.decoder(),
                    transcript.exchanges(),
                    transcript.x(),
                    transcript.decoded(),
                    transcript.high(),
                    transcript.low());
            assertNoMember("the high member", missing);
        }
    }

    private static void assertNoMember(String name, Transcript transcript) {
        String fault =
                name + " is not in " + transcript.setting().functionClass().symbol();
        assertTrue(TranscriptExaminer.failures(transcript).contains(fault), fault);
    }

    private static void assertRefused(String what, Transcript transcript) {
        assertNotEquals(List.of(), TranscriptExaminer.failures(transcript), what);
    }

    @ParameterizedTest
    @MethodSource("classes")
    void tamperedTranscriptsAreRefused(FunctionClass functionClass) throws Exception {
        Asker asker = functionClass == FunctionClass.AFF ? AskingDecoders.all().get(0) : Askers.byName("random", 1);
        String text = TranscriptFile.write(defeat(asker, interview(functionClass)));
        TranscriptFile.check(text);
        SplittableRandom random = new SplittableRandom(17);
        for (int i = 0; i < TAMPERED; i++) {
            JsonNode json = EvidenceJson.mapper().readTree(text);
            String what = tamper((ObjectNode) json.get("transcript"), i, random);
            String tampered = EvidenceJson.write(json);
            assertNotEquals(text, tampered, what);
            assertThrows(BundleRefused.class, () -> TranscriptFile.check(tampered), what);
        }
        for (String tampered : List.of(
                "",
                "{}",
                text + " ",
                text.replace("\"schema\" : 1", "\"schema\" : 2"),
                text.substring(0, text.length() / 2))) {
            assertThrows(BundleRefused.class, () -> TranscriptFile.check(tampered));
        }
    }

    /** Changes a question or an answer a little, or something else a lot: little may leave a true statement. */
    private static String tamper(ObjectNode transcript, int i, SplittableRandom random) {
        ArrayNode exchanges = (ArrayNode) transcript.get("exchanges");
        JsonNode exchange = exchanges.get(random.nextInt(exchanges.size()));
        return switch (i % 5) {
            case 0 -> change(exchange.get("reply"), BigFraction.of(1, 1_000_003), random);
            case 1 -> change(exchange.get("question"), BigFraction.of(1, 1_000_003), random);
            case 2 -> change(transcript.get("setting").get("phi"), BigFraction.of(1, 1_000_003), random);
            case 3 -> change(transcript.get(random.nextBoolean() ? "high" : "low"), BigFraction.of(7), random);
            default -> change(transcript.get("x"), BigFraction.of(7), random);
        };
    }

    /** Adds to a number somewhere below, which may be the radius of a germ: much more, since a ball may be told too small. */
    private static String change(JsonNode json, BigFraction by, SplittableRandom random) {
        List<Runnable> changes = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        collect(json, "", by, changes, paths);
        int chosen = random.nextInt(changes.size());
        changes.get(chosen).run();
        return paths.get(chosen);
    }

    private static void collect(
            JsonNode json, String path, BigFraction by, List<Runnable> changes, List<String> paths) {
        if (json instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                BigFraction step = name.equals("radius") ? BigFraction.of(7) : by;
                if (isNumber(object.get(name))) {
                    changes.add(() -> object.set(name, plus(object.get(name), step)));
                    paths.add(path + "/" + name);
                } else {
                    collect(object.get(name), path + "/" + name, by, changes, paths);
                }
            });
        } else if (json instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                if (isNumber(array.get(i))) {
                    changes.add(() -> array.set(index, plus(array.get(index), by)));
                    paths.add(path + "/" + i);
                } else {
                    collect(array.get(i), path + "/" + i, by, changes, paths);
                }
            }
        }
    }

    private static boolean isNumber(JsonNode json) {
        return json.isTextual() && json.textValue().matches("-?[0-9]+(/[0-9]+)?");
    }

    private static TextNode plus(JsonNode json, BigFraction by) {
        return TextNode.valueOf(Rationals.text(Rationals.parse(json.textValue()).add(by)));
    }
}
