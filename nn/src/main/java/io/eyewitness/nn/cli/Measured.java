package io.eyewitness.nn.cli;

import io.eyewitness.nn.gallery.ContactSheet;
import io.eyewitness.nn.gallery.Gallery;
import io.eyewitness.nn.gallery.Page;
import io.eyewitness.theory.claim.Preregistration;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import io.eyewitness.theory.file.PngFile;
import io.eyewitness.theory.file.StagingDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a manipulation leaves beside the network: its measurements, and pictures.
 *
 * @param network what it is called
 * @param setting of the measurements
 * @param usual whether all is as the plan fixed it, so that the measurements may be evidence, if the network has the weights that
 *     the ledger names
 */
record Measured(String network, SortedMap<String, String> setting, boolean usual) {
    /** Shows all. */
    static final String PAGE = "index.html";

    /**
     * Writes a measurement, if the ledger has a criterion for it.
     *
     * @return lines for people
     */
    List<String> write(StagingDirectory draft, String claim, Measurement measurement) throws IOException {
        Optional<Preregistration> preregistration =
                usual ? Preregistration.find(claim, MeasurementEvidence.subject(setting)) : Optional.empty();
        if (preregistration.isEmpty()) {
            return means(claim, measurement);
        }
        MeasurementEvidence evidence = preregistration.get().evidence(setting, measurement);
        Optional<String> reason = Preregistration.isAbout(network, evidence.weights())
                ? preregistration.get().whyNot(evidence)
                : Optional.of("the claim is about other weights of " + network);
        if (reason.isPresent()) {
            List<String> lines = new ArrayList<>(means(claim, measurement));
            lines.add(claim + ": no evidence, for " + reason.get());
            return lines;
        }
        MeasurementFiles.write(draft.file(""), evidence);
        return preregistration.get().lines(evidence);
    }

    private static List<String> means(String claim, Measurement measurement) {
        return measurement.means().entrySet().stream()
                .map(mean -> Decimals.format("%s: mean of %s %.4g", claim, mean.getKey(), mean.getValue()))
                .toList();
    }

    /** Writes a contact sheet and a page. */
    void write(StagingDirectory draft, Gallery gallery, List<Page.Figure> figures) throws IOException {
        draft.write(ContactSheet.FILE, PngFile.bytes(ContactSheet.draw(gallery)));
        draft.write(PAGE, Page.html(gallery, figures, setting));
    }
}
