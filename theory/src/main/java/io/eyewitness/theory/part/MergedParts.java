package io.eyewitness.theory.part;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** All parts of a campaign, from one folder or more. */
public final class MergedParts implements PartPlan.Parts {
    private static final int MOST_NAMED = 12;

    private final List<PartFolder> folders;

    private MergedParts(List<PartFolder> folders) {
        this.folders = folders;
    }

    /**
     * Reads and compares all parts.
     *
     * @param paths of folders, at least one
     * @throws IllegalArgumentException if folders are of different campaigns, parts are missing, or a part was computed twice with different content
     * @throws IOException if a part is damaged, or of another campaign
     */
    public static MergedParts of(List<Path> paths) throws IOException {
        List<PartFolder> folders = new ArrayList<>();
        for (Path path : paths) {
            PartFolder folder = PartFolder.read(path);
            if (!folders.isEmpty()) {
                folders.get(0).require(folder);
            }
            folders.add(folder);
        }
        MergedParts parts = new MergedParts(List.copyOf(folders));
        parts.requireAll();
        return parts;
    }

    private void requireAll() throws IOException {
        List<Integer> missing = new ArrayList<>();
        for (int number = 0; number < size(); number++) {
            PartFolder first = null;
            byte[] content = {};
            for (PartFolder folder : folders) {
                if (!folder.has(number)) {
                    continue;
                }
                byte[] own = folder.get(number);
                if (first != null && !Arrays.equals(own, content)) {
                    throw new IllegalArgumentException("part " + number + " is different in " + first.path()
                            + " and in " + folder.path()
                            + ": one of the machines that computed it errs, or is of another kind; compute it again");
                }
                first = folder;
                content = own;
            }
            if (first == null) {
                missing.add(number);
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(missing.size() + " of " + size() + " parts are missing: "
                    + missing.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "))
                    + (missing.size() > MOST_NAMED ? ", ..." : "")
                    + "; part P is computed by --part K/N where K is P mod N, plus 1");
        }
    }

    /** The number of parts. */
    public int size() {
        return folders.get(0).size();
    }

    /** The command that computes the campaign. */
    public CampaignLine line() {
        return folders.get(0).line();
    }

    /**
     * Checks that the parts are those of a campaign.
     *
     * @throws IllegalArgumentException naming the settings that differ
     */
    public void require(PartPlan campaign) {
        folders.get(0).require(campaign);
    }

    @Override
    public byte[] get(int number) throws IOException {
        for (PartFolder folder : folders) {
            if (folder.has(number)) {
                return folder.get(number);
            }
        }
        throw new IOException("part " + number + " is gone");
    }
}
