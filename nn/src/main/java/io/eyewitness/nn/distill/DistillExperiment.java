package io.eyewitness.nn.distill;

import io.eyewitness.nn.experiment.Experiment;
import io.eyewitness.nn.experiment.ExperimentResult;
import io.eyewitness.nn.experiment.Setup;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.progress.Progress;
import java.io.IOException;
import java.util.List;

/**
 * The experiment of a claim of the article "Feature Visualization". For networks and weights that the ledger has no criterion for the numbers
 * are exploratory, or judged by the user's criteria.
 *
 * @param protocol of the units
 * @param claim the claim that it decides
 */
public record DistillExperiment(UnitProtocol protocol, DistillClaim claim) implements Experiment {
    @Override
    public List<String> measurements() {
        return List.of(claim.name());
    }

    @Override
    public String mainFile() {
        return "measurement/" + claim + "." + protocol.network() + ".json";
    }

    @Override
    public ExperimentResult run(Subject subject, Progress progress) throws IOException {
        LabelledImages images = subject.images().test(protocol.size(), progress);
        Setup setup = subject.images().setup(protocol, progress);
        progress.started(claim.name(), claim.optimizedImages(setup));
        return new ExperimentResult(setup.setting(subject.setting(images)), isRegistered(subject))
                .with(claim.name(), claim.measure(setup, progress));
    }
}
