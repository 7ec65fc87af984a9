package io.eyewitness.check.bundle;

import io.eyewitness.check.examine.Examiner;
import io.eyewitness.check.examine.Finding;
import io.eyewitness.check.examine.Findings;
import io.eyewitness.check.gate.Gate;
import io.eyewitness.check.report.JsonReport;
import io.eyewitness.check.report.Report;
import io.eyewitness.check.report.Scrutiny;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.evidence.Evidence;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.exact.Effort;
import io.eyewitness.theory.obligation.Obligations;
import io.eyewitness.theory.obligation.vacuity.VacuityCheck;
import io.eyewitness.theory.obligation.vacuity.VacuityReport;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Checks bundles by the kernel and exact arithmetic, without a solver. The findings are remembered by the text of the evidence, so that
 * only the changed file is examined in a bundle that differs from an earlier one in one file.
 */
public final class BundleCheck {
    /** The steps of exact arithmetic that a piece may take: four times those of the largest. */
    private static final long MOST_OF_PIECE = 10_000_000;

    /** The steps that all pieces together may take: four times those of a bundle. */
    private static final long MOST_IN_ALL = 20_000_000;

    private final Map<List<Optional<String>>, Examined> remembered = new ConcurrentHashMap<>();

    private final Map<String, VacuityReport> goodModels = new ConcurrentHashMap<>();

    /**
     * Checks a bundle.
     *
     * @return the report on every claim of the built-in ledger
     * @throws BundleRefused naming the first thing wrong
     */
    public Report check(Bundle bundle) throws BundleRefused {
        Manifest.requireWhole(bundle);
        CompletableFuture<Optional<BundleRefused>> frame = CompletableFuture.supplyAsync(() -> wrongInFrame(bundle));
        SortedMap<String, String> unread = new ConcurrentSkipListMap<>();
        AtomicLong left = new AtomicLong(MOST_IN_ALL);
        SortedMap<String, Examined> parts = examined(bundle, unread, left);
        refuse(frame.join());
        if (left.get() < 0) {
            throw new BundleRefused("its evidence together needs more exact arithmetic than a bundle is allowed");
        }
        refuse(unread.values().stream().findFirst().map(BundleRefused::new));
        requireCited(parts);
        Optional<String> fallen = fallen(parts);
        Findings findings;
        try {
            findings = Findings.of(
                    parts.values().stream().map(Examined::evidence).toList(),
                    parts.values().stream().map(Examined::finding).toList());
        } catch (IllegalArgumentException e) {
            throw new BundleRefused(fallen.orElse(e.getMessage()));
        }
        VacuityReport models = goodModels.get(bundle.text(Bundle.MODELS).orElseThrow());
        Scrutiny scrutiny = Scrutiny.of(models, List.of(), findings.unneeded(), Map.of());
        Report report = new Report(Gate.decide(Ledger.builtIn(), findings), Optional.of(scrutiny), Optional.empty());
        refuse(fallen.map(reason -> new BundleRefused(reason, report)));
        if (!report.failures().isEmpty()) {
            throw new BundleRefused(report);
        }
        if (!scrutiny.problems().isEmpty()) {
            throw new BundleRefused(Bundle.MODELS + ": " + scrutiny.problems().get(0), report);
        }
        if (!bundle.text(Bundle.VERDICTS).equals(Optional.of(JsonReport.withoutTimes(report)))) {
            throw new BundleRefused(Bundle.VERDICTS + " does not say what follows from the evidence");
        }
        return report;
    }

    /** Requires that a claim rests on each piece of evidence. */
    private void requireCited(SortedMap<String, Examined> parts) throws BundleRefused {
        List<String> references = Ledger.builtIn().claims().stream()
                .flatMap(claim -> claim.evidence().stream())
                .distinct()
                .toList();
        for (Map.Entry<String, Examined> part : parts.entrySet()) {
            String id = part.getValue().evidence().id();
            if (references.stream().noneMatch(reference -> Findings.isMeant(reference, id))) {
                throw new BundleRefused(part.getKey() + ": no claim of the ledger rests on " + id);
            }
        }
    }

    /** The first failure of a piece of evidence. */
    private static Optional<String> fallen(SortedMap<String, Examined> parts) {
        return parts.entrySet().stream()
                .filter(part -> !part.getValue().finding().failures().isEmpty())
                .map(part -> part.getKey() + ": "
                        + part.getValue().finding().failures().get(0))
                .findFirst();
    }

    /** The fault of the ledger or the models, which is reported before those of the evidence. */
    private Optional<BundleRefused> wrongInFrame(Bundle bundle) {
        try {
            requireBuiltInLedger(bundle);
            requireModels(bundle);
            return Optional.empty();
        } catch (BundleRefused e) {
            return Optional.of(e);
        }
    }

    private static void refuse(Optional<BundleRefused> reason) throws BundleRefused {
        if (reason.isPresent()) {
            throw reason.get();
        }
    }

    private static void requireBuiltInLedger(Bundle bundle) throws BundleRefused {
        if (!bundle.text(Bundle.LEDGER).equals(Optional.of(Ledger.builtInText()))) {
            throw new BundleRefused(Bundle.LEDGER + " is not the built-in ledger");
        }
    }

    /** Each obligation's hypotheses have a model, and each that is needed has one in which the claim fails without it. */
    private void requireModels(Bundle bundle) throws BundleRefused {
        String text = bundle.text(Bundle.MODELS).orElse("");
        try {
            if (goodModels.containsKey(text)) {
                return;
            }
            VacuityReport models = VacuityReport.parse(text);
            List<String> problems = VacuityCheck.problems(models, Obligations.all());
            if (!problems.isEmpty()) {
                throw new BundleRefused(Bundle.MODELS + ": " + problems.get(0));
            }
            goodModels.put(text, models);
        } catch (IllegalArgumentException e) {
            throw new BundleRefused(Bundle.MODELS + ": " + e.getMessage());
        }
    }

    /**
     * Examines all evidence. Each thread takes the largest piece that is left, so that the threads end at about the same time. Once no
     * steps are left the bundle is refused, so the remaining pieces are not examined.
     *
     * @param unread gets the reason, by name, of each file that is no evidence
     * @param steps that are left; below 0 if there are too few
     */
    private SortedMap<String, Examined> examined(Bundle bundle, SortedMap<String, String> unread, AtomicLong steps) {
        Map<String, Integer> lengths = bundle.files().keySet().stream()
                .filter(EvidenceFiles::isEvidence)
                .collect(Collectors.toMap(name -> name, name -> length(name, bundle)));
        Queue<String> left = lengths.keySet().stream()
                .sorted(Comparator.comparing(lengths::get).reversed())
                .collect(Collectors.toCollection(ConcurrentLinkedQueue::new));
        SortedMap<String, Examined> examined = new ConcurrentSkipListMap<>();
        IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .parallel()
                .forEach(thread -> {
                    for (String name = left.poll(); name != null && steps.get() >= 0; name = left.poll()) {
                        try {
                            examined.put(name, examined(name, bundle, steps));
                        } catch (IllegalArgumentException e) {
                            unread.put(name, e.getMessage());
                        }
                    }
                });
        return examined;
    }

    /** The length of a piece of evidence with the files beside it. */
    private static int length(String name, Bundle bundle) {
        return texts(name, bundle).stream()
                .flatMap(Optional::stream)
                .mapToInt(String::length)
                .sum();
    }

    private static List<Optional<String>> texts(String name, Bundle bundle) {
        String stem = name.substring(0, name.length() - ".json".length());
        return List.of(
                Optional.of(name), bundle.text(name), bundle.text(stem + ".smt2"), bundle.text(stem + ".proof.json"));
    }

    /** A remembered piece costs the steps that it took, so that a verdict on a bundle does not depend on earlier ones. */
    private Examined examined(String name, Bundle bundle, AtomicLong left) {
        List<Optional<String>> key = texts(name, bundle);
        Examined known = remembered.get(key);
        if (known != null) {
            left.addAndGet(-known.steps());
            return known;
        }
        AtomicLong steps = new AtomicLong();
        Examined examined;
        try {
            long most = Math.min(MOST_OF_PIECE, Math.max(0, left.get()));
            examined = Effort.within(most, () -> examined(name, bundle), steps::set);
        } catch (IllegalArgumentException e) {
            throw e.getMessage().startsWith(name) ? e : new IllegalArgumentException(name + ": " + e.getMessage(), e);
        } finally {
            left.addAndGet(-steps.get());
        }
        examined = new Examined(examined.evidence(), examined.finding(), steps.get());
        if (left.get() >= 0) {
            remembered.put(key, examined);
        }
        return examined;
    }

    /** Reads and examines a piece. */
    private static Examined examined(String name, Bundle bundle) {
        Evidence evidence = EvidenceFiles.read(name, bundle::text);
        if (!bundle.text(name).equals(Optional.of(EvidenceFiles.write(evidence).get(name)))) {
            throw new IllegalArgumentException(
                    name + ": its form is not the one that eyewitness writes for its content");
        }
        return new Examined(evidence, Examiner.examine(evidence, Optional.empty()), 0);
    }

    /**
     * A piece with the finding on it.
     *
     * @param steps the steps of exact arithmetic that the examination took
     */
    private record Examined(Evidence evidence, Finding finding, long steps) {}
}
