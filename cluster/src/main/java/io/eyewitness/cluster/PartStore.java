package io.eyewitness.cluster;

import io.eyewitness.theory.part.PartFile;
import io.eyewitness.theory.part.PartFolder;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Parts of one campaign in a file system or object store that Hadoop knows, such as HDFS or S3, to which executors write themselves. Its files are those
 * of a {@link PartFolder}.
 */
public final class PartStore implements Serializable {
    private static final long serialVersionUID = 1;
    private static final String PART = "\\d{6,}\\.part";

    private final String place;
    private final TreeMap<String, String> properties;
    private transient FileSystem files;

    /**
     * A store, which need not be there.
     *
     * @param place a URI, such as {@code hdfs://HOST/games}
     * @param properties of Hadoop
     */
    public PartStore(URI place, Map<String, String> properties) {
        this.place = place.toString();
        this.properties = new TreeMap<>(properties);
    }

    private FileSystem files() throws IOException {
        if (files == null) {
            Configuration configuration = new Configuration();
            properties.forEach(configuration::set);
            FileSystem known = FileSystem.get(URI.create(place), configuration);
            // The local one would write a file of checksums beside each.
            files = known instanceof LocalFileSystem local ? local.getRaw() : known;
        }
        return files;
    }

    private Path path(String name) {
        return new Path(new Path(place), name);
    }

    /** The names of the parts that are there, whatever they hold. */
    SortedSet<String> parts() throws IOException {
        SortedSet<String> names = new TreeSet<>();
        for (FileStatus file : files().listStatus(new Path(place))) {
            if (file.getPath().getName().matches(PART)) {
                names.add(file.getPath().getName());
            }
        }
        return names;
    }

    /**
     * Describes the campaign whose parts it has, or is to have.
     *
     * @param folder of the same campaign
     * @throws IllegalArgumentException if it has parts of another campaign
     */
    void describe(PartFolder folder) throws IOException {
        byte[] description = Files.readAllBytes(folder.path().resolve(PartFolder.DESCRIPTION));
        files().mkdirs(new Path(place));
        if (!files().exists(path(PartFolder.DESCRIPTION))) {
            write(PartFolder.DESCRIPTION, description);
        }
        require(folder, description);
    }

    private void require(PartFolder folder, byte[] description) throws IOException {
        if (!Arrays.equals(read(PartFolder.DESCRIPTION), description)) {
            throw new IllegalArgumentException(place + " has another " + PartFolder.DESCRIPTION + " than "
                    + folder.path() + ": other settings, or the same in another order; give another place");
        }
    }

    byte[] read(String name) throws IOException {
        try (FSDataInputStream input = files().open(path(name))) {
            return input.readAllBytes();
        }
    }

    /**
     * Writes a file as a whole, unless it is there.
     *
     * @throws IOException if it is there with another content, or cannot be written
     */
    void write(String name, byte[] content) throws IOException {
        Path target = path(name);
        if (!files().exists(target)) {
            Path draft = path("." + name + "." + ProcessHandle.current().pid() + "." + System.nanoTime());
            try (FSDataOutputStream output = files().create(draft, false)) {
                output.write(content);
            }
            if (files().rename(draft, target)) {
                return;
            }
            files().delete(draft, false);
        }
        if (!Arrays.equals(read(name), content)) {
            throw new IOException(
                    target + " was computed twice, with different contents: it is damaged, or the machines that"
                            + " computed it do not compute alike; delete it and compute it again");
        }
    }

    /**
     * Copies the parts that are there to a folder, and compares those that the folder has.
     *
     * @param out made unless it is there
     * @param progress receives the number of parts copied since it was last called
     * @return the folder
     * @throws IllegalArgumentException if the folder has parts of another campaign, or there is no campaign at this place
     * @throws IOException if a part is damaged, or cannot be copied
     */
    public PartFolder fetch(java.nio.file.Path out, LongConsumer progress) throws IOException {
        if (!files().exists(path(PartFolder.DESCRIPTION))) {
            throw new IllegalArgumentException(place + " has no parts: it has no " + PartFolder.DESCRIPTION);
        }
        PartFolder folder = PartFolder.copied(out, read(PartFolder.DESCRIPTION));
        try (PartFolder.Writer writer = folder.writer()) {
            for (String name : parts()) {
                int number = Integer.parseInt(name.substring(0, name.indexOf('.')));
                writer.put(number, new PartFile(path(name).toString(), read(name)));
                progress.accept(1);
            }
        }
        return folder;
    }

    @Override
    public String toString() {
        return place;
    }
}
