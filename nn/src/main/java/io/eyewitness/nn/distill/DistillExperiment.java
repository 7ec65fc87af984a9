package io.eyewitness.nn.distill;

import io.eyewitness.nn.experiment.Experiment;
import io.eyewitness.nn.experiment.ExperimentResult;
import io.eyewitness.nn.experiment.Setup;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.theory.decimal.Decimals;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The experiment of a claim of the article "Feature Visualization". For networks and weights that the ledger has no criterion for the numbers
 * are exploratory, or judged by the user's criteria.
 *
 * @param protocol of the units
 * @param claim the claim that it decides
 * @param open the values of open settings that pilots do not choose
 */
public record DistillExperiment(UnitProtocol protocol, DistillClaim claim, Map<OpenSetting, Double> open)
        implements Experiment {
    public DistillExperiment {
        open = Map.copyOf(open);
    }

    /** The experiment on a subject, with the user's choices. */
    public static DistillExperiment of(Subject subject, UnitProtocol protocol, DistillClaim claim) {
        return new DistillExperiment(
                protocol,
                claim,
                OpenSetting.of(protocol.network(), subject.terms().choices()));
    }

    @Override
    public List<String> measurements() {
        return List.of(claim.name());
    }

    @Override
    public SortedMap<String, String> settings() {
        SortedMap<String, String> settings = new TreeMap<>(protocol.settings());
        for (OpenSetting setting : OpenSetting.values()) {
            settings.put(
                    setting.label(),
                    open.containsKey(setting) ? Decimals.plain(open.get(setting)) : OpenSetting.PILOTS);
        }
        return settings;
    }

    /** Whether its own open setting is as it was fixed: a value, or the choice of pilots. */
    @Override
    public boolean isRegistered(Subject subject) {
        Map<OpenSetting, Double> fixed = OpenSetting.fixed(protocol.network());
        return protocol.isRegistered()
                && claim.open().stream().allMatch(own -> Objects.equals(open.get(own), fixed.get(own)));
    }

    @Override
    public String mainFile() {
        return "measurement/" + claim + "." + protocol.network() + ".json";
    }

    @Override
    public ExperimentResult run(Subject subject, Progress progress) throws IOException {
        LabelledImages images = subject.images().test(protocol.size(), progress);
        Setup setup = subject.images().setup(protocol, progress);
        SortedMap<String, String> setting = setup.setting(subject.setting(images));
        double value = Double.NaN;
        if (claim.open().isPresent()) {
            OpenSetting own = claim.open().get();
            value = open.containsKey(own) ? open.get(own) : byPilots(own, setup, progress);
            if (!open.containsKey(own) || !isRegistered(subject)) {
                setting.put(own.label(), Decimals.plain(value));
            }
        }
        progress.started(claim.name(), claim.optimizedImages(setup));
        return new ExperimentResult(setting, isRegistered(subject))
                .with(claim.name(), claim.measure(setup, value, progress));
    }

    private double byPilots(OpenSetting own, Setup setup, Progress progress) {
        progress.started("pilots of " + claim.name(), Progress.UNKNOWN);
        double value = own.byPilots(setup, progress);
        progress.reached(claim.name() + ": pilots choose " + own.label() + "=" + Decimals.plain(value));
        return value;
    }
}
