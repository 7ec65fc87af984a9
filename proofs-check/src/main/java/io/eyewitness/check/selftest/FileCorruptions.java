package io.eyewitness.check.selftest;

import io.eyewitness.check.bundle.Bundle;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Corrupted files of a bundle, whatever they hold. */
final class FileCorruptions {
    private static final String ANY = ".*";
    private static final String JSON = ".*\\.json";
    private static final String RATIONAL = "(?<=\")-?\\d+(?:/\\d+)?(?=\")";

    static final List<Corruption> ALL = List.of(
            Corruption.ofFile("a flipped verdict", "verdicts\\.json", false, FileCorruptions::flip),
            Corruption.ofFile("a flipped expectation in the ledger", "claims\\.json", false, FileCorruptions::flip),
            Corruption.ofFile("a flipped answer in the record of Coq", "formal/.*", false, FileCorruptions::flipAnswer),
            Corruption.ofFile("another hash in the record of Coq", "formal/.*", false, FileCorruptions::rehash),
            Corruption.ofFile("another axiom in the record of Coq", "formal/.*", false, FileCorruptions::assume),
            Corruption.ofFile("a number in a witness pair", "witness/.*", true, FileCorruptions::nudge),
            Corruption.ofFile("a number in a model", "models\\.json", true, FileCorruptions::nudge),
            Corruption.ofFile("a number of a decoder at work", "decoder/.*", true, FileCorruptions::nudge),
            Corruption.ofFile(
                    "a huge number in a witness pair",
                    "witness/.*",
                    false,
                    (text, random) -> Texts.replaceOne(
                            text, RATIONAL, random, match -> match.group() + "9".repeat(random.nextInt(1, 5000)))),
            Corruption.ofFile(
                    "another decoder",
                    "decoder/AFF1.*",
                    true,
                    (text, random) -> Optional.of(text.replace("\"affine1\"", "\"mid\""))),
            Corruption.ofFile(
                    "a truncated file",
                    ANY,
                    false,
                    (text, random) -> Optional.of(text.substring(0, random.nextInt(text.length() - 2)))),
            Corruption.ofFile("a file with its content twice", ANY, false, (text, random) -> Optional.of(text + text)),
            Corruption.ofFile(
                    "a duplicate JSON key",
                    JSON,
                    false,
                    (text, random) -> Texts.replaceOne(
                            text,
                            "(?m)^ *\"\\w+\" ?: ?(?:\"[^\"]*\"|\\d+),$",
                            random,
                            match -> match.group() + match.group())),
            Corruption.ofFile(
                    "an unknown JSON key",
                    JSON,
                    false,
                    (text, random) -> Texts.replaceOne(
                            text, "(?m)^ *(?=\"\\w+\" ?: ?)", random, match -> match.group() + "\"zz\": 0, ")),
            new Corruption("a missing file", (bundle, random) -> {
                String name = Corruption.pick(bundle, ANY, random);
                return Optional.of(Corruption.forged(
                        "without " + name,
                        bundle.without(name),
                        false,
                        name.equals("manifest.json") ? UnaryOperator.identity() : Bundle::rehashed));
            }),
            new Corruption("a copied file", (bundle, random) -> {
                String name = Corruption.pick(bundle, JSON, random);
                return rehashed(
                        "copy of " + name,
                        bundle.with(
                                name.replace(".json", "x.json"),
                                bundle.text(name).orElseThrow()));
            }),
            Corruption.ofFile(
                    "what a hypothesis is said to be good for", "models\\.json", false, FileCorruptions::flipNeed),
            new Corruption("a piece under another id", FileCorruptions::renamed),
            new Corruption("a file that is no part of a bundle", (bundle, random) -> {
                String name = Corruption.pick(bundle, ANY, random);
                String other = Texts.pick(List.of("%s~", ".%s", "deep/%s", "%s.smt2", "%s.proof.json", "X%s"), random)
                        .formatted(name);
                return rehashed(other, bundle.with(other, bundle.text(name).orElseThrow()));
            }),
            new Corruption("a change that the manifest does not know", (bundle, random) -> {
                String name = Corruption.pick(bundle, ANY, random);
                Bundle changed = bundle.with(name, bundle.text(name).orElseThrow() + " ");
                return Optional.of(
                        Corruption.forged(name, changed, name.equals("manifest.json"), UnaryOperator.identity()));
            }));

    private FileCorruptions() {}

    private static Optional<Mutant> rehashed(String description, Bundle bundle) {
        return Optional.of(Corruption.forged(description, bundle, false, Bundle::rehashed));
    }

    private static Optional<String> flip(String text, SplittableRandom random) {
        return Texts.replaceOne(
                text,
                "\"(?:Yes|No|OnlySmallL)\"",
                random,
                match -> match.group().equals("\"No\"") ? "\"Yes\"" : "\"No\"");
    }

    private static Optional<String> flipAnswer(String text, SplittableRandom random) {
        return Texts.replaceOne(
                text, "\\b(?:Yes|No)(?=\")", random, match -> match.group().equals("No") ? "Yes" : "No");
    }

    private static Optional<String> rehash(String text, SplittableRandom random) {
        return Texts.replaceOne(
                text,
                "[0-9a-f](?=[0-9a-f]{63}\")",
                random,
                match -> match.group().equals("0") ? "1" : "0");
    }

    private static Optional<String> assume(String text, SplittableRandom random) {
        return Texts.replaceOne(text, "(?<=\"assumptions\" : \\[ )", random, match -> "\"cheat\", ");
    }

    /** A need that is said to be another, with the counter-model left as it is or dropped. */
    private static Optional<String> flipNeed(String text, SplittableRandom random) {
        boolean keeps = random.nextBoolean();
        return Texts.replaceOne(
                text,
                "\"need\" : \"(NEEDED|NOT_NEEDED|NOT_SHOWN)\",\\s*\"counterModel\" : (null|\\{[^}]*\\})",
                random,
                match -> "\"need\" : \""
                        + (match.group(1).equals("NOT_NEEDED") ? "NOT_SHOWN" : "NOT_NEEDED")
                        + "\", \"counterModel\" : " + (keeps ? match.group(2) : "null"));
    }

    /** Evidence of something else, which no claim rests on or whose id does not say what it is. */
    private static Optional<Mutant> renamed(Bundle bundle, SplittableRandom random) {
        String name =
                Corruption.pick(bundle, "(?:witness|decoder|measurement|obligation)/[^/]*(?<!\\.proof)\\.json", random);
        String stem = name.substring(0, name.length() - ".json".length());
        String other = stem + Texts.pick(List.of("0", ".1", "x", "FALSE", " ", ".*"), random);
        Bundle forged = bundle.with(
                other + ".json",
                bundle.text(name)
                        .orElseThrow()
                        .replace(
                                "\"" + stem.replaceFirst("/", ":") + "\"", "\"" + other.replaceFirst("/", ":") + "\""));
        if (bundle.text(stem + ".smt2").isPresent()) {
            forged = forged.with(other + ".smt2", bundle.text(stem + ".smt2").orElseThrow());
        }
        boolean isPair = name.matches("(?:witness|decoder)/.*\\.d[0-9]+\\.[1-9][0-9]*\\.json")
                && other.matches(".*\\.[1-9][0-9]*");
        return Optional.of(Corruption.forged(other + " from " + name, forged, isPair, Bundle::rehashed));
    }

    private static Optional<String> nudge(String text, SplittableRandom random) {
        return Texts.replaceOne(
                text,
                RATIONAL,
                random,
                match -> match.group() + (match.group().contains("/") ? "7" : "/" + random.nextInt(2, 9)));
    }
}
