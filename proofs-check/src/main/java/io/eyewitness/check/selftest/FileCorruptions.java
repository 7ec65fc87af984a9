package io.eyewitness.check.selftest;

import io.eyewitness.check.bundle.Bundle;
import io.eyewitness.check.selftest.Corruption.Change;
import io.eyewitness.check.selftest.Corruption.Mutant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Corruptions of a bundle's files, whatever their content. */
final class FileCorruptions {
    private static final String ANY = ".*";
    private static final String JSON = ".*\\.json";
    static final String MANIFEST = "manifest.json";
    private static final String RATIONAL = "(?<=\")-?\\d+(?:/\\d+)?(?=\")";
    private static final Change FLIP = Change.of(
            "\"(?:Yes|No|OnlySmallL)\"", (match, random) -> match.group().equals("\"No\"") ? "\"Yes\"" : "\"No\"");
    private static final Change NUDGE = Change.of(
            RATIONAL,
            (match, random) -> match.group() + (match.group().contains("/") ? "7" : "/" + random.nextInt(2, 9)));

    static final List<Corruption> ALL = List.of(
            Corruption.ofFile("a flipped verdict", "verdicts\\.json", false, FLIP),
            Corruption.ofFile("a flipped expectation in the ledger", "claims\\.json", false, FLIP),
            Corruption.ofFile(
                    "a flipped answer in the record of Coq",
                    "formal/.*",
                    false,
                    Change.of(
                            "\\b(?:Yes|No)(?=\")",
                            (match, random) -> match.group().equals("No") ? "Yes" : "No")),
            Corruption.ofFile(
                    "another hash in the record of Coq",
                    "formal/.*",
                    false,
                    Change.of(
                            "[0-9a-f](?=[0-9a-f]{63}\")",
                            (match, random) -> match.group().equals("0") ? "1" : "0")),
            Corruption.ofFile(
                    "another axiom in the record of Coq",
                    "formal/.*",
                    false,
                    Change.of("(?<=\"assumptions\" : \\[ )", (match, random) -> "\"cheat\", ")),
            Corruption.ofFile("a number in a witness pair", "witness/.*", true, NUDGE),
            Corruption.ofFile("a number in a model", "models\\.json", true, NUDGE),
            Corruption.ofFile("a number of a decoder at work", "decoder/.*", true, NUDGE),
            Corruption.ofFile(
                    "a huge number in a witness pair",
                    "witness/.*",
                    false,
                    Change.of(RATIONAL, (match, random) -> match.group() + "9".repeat(random.nextInt(1, 5000)))),
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
                    Change.of(
                            "(?m)^ *\"\\w+\" ?: ?(?:\"[^\"]*\"|\\d+),$",
                            (match, random) -> match.group() + match.group())),
            Corruption.ofFile(
                    "an unknown JSON key",
                    JSON,
                    false,
                    Change.of("(?m)^ *(?=\"\\w+\" ?: ?)", (match, random) -> match.group() + "\"zz\": 0, ")),
            new Corruption("a missing file", FileCorruptions::remove),
            new Corruption("a copied file", (bundle, random) -> {
                String name = Corruption.pick(bundle, JSON, random);
                return Corruption.rehashed(
                        "copy of " + name,
                        bundle.with(name.replace(".json", "x.json"), Corruption.text(bundle, name)),
                        false);
            }),
            Corruption.ofFile("the stated need of a hypothesis", "models\\.json", false, FileCorruptions::flipNeed),
            new Corruption("a piece under another id", FileCorruptions::rename),
            new Corruption("a file that is no part of a bundle", (bundle, random) -> {
                String name = Corruption.pick(bundle, ANY, random);
                String other = Corruption.pick(
                                List.of("%s~", ".%s", "deep/%s", "%s.smt2", "%s.proof.json", "X%s"), random)
                        .formatted(name);
                return Corruption.rehashed(other, bundle.with(other, Corruption.text(bundle, name)), false);
            }),
            new Corruption("a change that the manifest does not know", (bundle, random) -> {
                String name = Corruption.pick(bundle, ANY, random);
                Bundle changed = bundle.with(name, Corruption.text(bundle, name) + " ");
                return Corruption.asIs(name, changed, name.equals(MANIFEST));
            }));

    private FileCorruptions() {}

    private static Optional<Mutant> remove(Bundle bundle, SplittableRandom random) {
        String name = Corruption.pick(bundle, ANY, random);
        Bundle rest = bundle.without(name);
        return Corruption.asIs("without " + name, name.equals(MANIFEST) ? rest : rest.rehashed(), false);
    }

    /** Gives a hypothesis another need, with its counter-model left as it is or dropped. */
    private static Optional<String> flipNeed(String text, SplittableRandom random) {
        boolean keeps = random.nextBoolean();
        return Change.of(
                        "\"need\" : \"(NEEDED|NOT_NEEDED|NOT_SHOWN)\",\\s*\"counterModel\" : (null|\\{[^}]*\\})",
                        (match, any) -> "\"need\" : \""
                                + (match.group(1).equals("NOT_NEEDED") ? "NOT_SHOWN" : "NOT_NEEDED")
                                + "\", \"counterModel\" : " + (keeps ? match.group(2) : "null"))
                .apply(text, random);
    }

    /** Gives a piece of evidence an id that no claim rests on, or that does not fit its content. */
    private static Optional<Mutant> rename(Bundle bundle, SplittableRandom random) {
        String name =
                Corruption.pick(bundle, "(?:witness|decoder|measurement|obligation)/[^/]*(?<!\\.proof)\\.json", random);
        String stem = name.substring(0, name.length() - ".json".length());
        String other = stem + Corruption.pick(List.of("0", ".1", "x", "FALSE", " ", ".*"), random);
        String text = Corruption.text(bundle, name)
                .replace("\"" + stem.replaceFirst("/", ":") + "\"", "\"" + other.replaceFirst("/", ":") + "\"");
        Bundle forged = bundle.with(other + ".json", text);
        if (bundle.text(stem + ".smt2").isPresent()) {
            forged = forged.with(other + ".smt2", Corruption.text(bundle, stem + ".smt2"));
        }
        boolean isPair = name.matches("(?:witness|decoder)/.*\\.d[0-9]+\\.[1-9][0-9]*\\.json")
                && other.matches(".*\\.[1-9][0-9]*");
        return Corruption.rehashed(other + " from " + name, forged, isPair);
    }
}
