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
                return rehashed("without " + name, bundle.without(name));
            }),
            new Corruption("a copied file", (bundle, random) -> {
                String name = Corruption.pick(bundle, JSON, random);
                return rehashed(
                        "copy of " + name,
                        bundle.with(
                                name.replace(".json", "x.json"),
                                bundle.text(name).orElseThrow()));
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

    private static Optional<String> nudge(String text, SplittableRandom random) {
        return Texts.replaceOne(
                text,
                RATIONAL,
                random,
                match -> match.group() + (match.group().contains("/") ? "7" : "/" + random.nextInt(2, 9)));
    }
}
