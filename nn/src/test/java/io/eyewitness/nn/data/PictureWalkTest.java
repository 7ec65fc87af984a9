package io.eyewitness.nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eyewitness.nn.image.LabelledImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets as they lie on disks. */
class PictureWalkTest {
    @TempDir
    private Path directory;

    private final List<String> notes = new ArrayList<>();

    @BeforeEach
    void twoClasses() throws IOException {
        picture("ape/1.png");
        picture("zebra/2.png");
    }

    private Path picture(String name) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), "png", content);
        return Files.write(place(name), content.toByteArray());
    }

    private Path file(String name) throws IOException {
        return Files.writeString(place(name), "no picture");
    }

    private Path place(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return file;
    }

    private LabelledImages read() throws IOException {
        return ImageFolder.read(directory, notes::add);
    }

    private String refused() {
        return assertThrows(MalformedData.class, this::read).getMessage();
    }

    @Test
    void aTidyDirectoryIsReadWithoutAWord() throws IOException {
        assertEquals(List.of("ape", "zebra"), read().classes());
        assertEquals(List.of(), notes);
    }

    @Test
    void whatOtherProgramsLeaveIsPassedOverAndCounted() throws IOException {
        file("Thumbs.db");
        file("ape/Thumbs.db");
        file("ape/desktop.ini");
        file("ape/.DS_Store");
        file("ape/._1.png");
        picture("ape/.ipynb_checkpoints/1-checkpoint.png");
        file("__MACOSX/ape/._1.png");
        picture(".ipynb_checkpoints/1.png");
        assertEquals(List.of("ape", "zebra"), read().classes());
        assertEquals(
                List.of(directory
                        + ": skipped: hidden or left by other programs: 8 (.DS_Store, ._1.png,"
                        + " .ipynb_checkpoints, ...)"),
                notes);
    }

    @Test
    void whatIsNoPictureIsPassedOverAndCounted() throws IOException {
        file("labels.csv");
        file("ape/1.json");
        file("ape/annotations.xml");
        picture("outside.png");
        assertEquals(2, read().size());
        assertEquals(
                List.of(directory + ": skipped: not a picture: 3 (1.json, annotations.xml, labels.csv);"
                        + " outside the folders of classes: 1 (outside.png)"),
                notes);
    }

    @Test
    void aPictureIsToldByItsNameOrItsContent() throws IOException {
        picture("ape/2.PNG");
        picture("ape/3.JPEG");
        picture("ape/4");
        picture("ape/5.dat");
        assertEquals(6, read().size());
        Path called = file("ape/6.jpg");
        assertTrue(refused().startsWith(called + ": it is no picture of a known kind"), refused());
    }

    @Test
    void picturesInDeeperFoldersAreOfTheTopmostClass() throws IOException {
        picture("ape/images/far/3.png");
        LabelledImages images = read();
        assertEquals(List.of("ape", "zebra"), images.classes());
        assertEquals(3, images.size());
        assertEquals(
                List.of(directory
                        + ": 1 of 3 pictures lie in deeper folders; they belong to the class of the topmost folder"),
                notes);
    }

    @Test
    void partsOfADataSetAreNotTakenForClasses() throws IOException {
        Path data = directory.resolve("zebra/data");
        picture("zebra/data/train/ape/1.png");
        picture("zebra/data/val/ape/1.png");
        String message = assertThrows(MalformedData.class, () -> ImageFolder.read(data, notes::add))
                .getMessage();
        assertEquals(
                data + ": its folders are the parts of a data set, not classes; give --data one of them, such as "
                        + data.resolve("train"),
                message);
    }

    @Test
    void linksAreFollowedAndThoseThatLeadNowhereCounted() throws IOException {
        Path elsewhere = Files.createDirectories(directory.resolve("zebra").resolve("more"));
        picture("zebra/more/7.png");
        Files.createSymbolicLink(directory.resolve("linked"), elsewhere);
        Files.createSymbolicLink(directory.resolve("ape/gone.png"), Path.of("nowhere.png"));
        Files.createSymbolicLink(directory.resolve("lost"), Path.of("nowhere"));
        Files.createSymbolicLink(directory.resolve("ape/round"), directory.resolve("ape"));
        LabelledImages images = read();
        assertEquals(List.of("ape", "linked", "zebra"), images.classes());
        assertEquals(4, images.size());
        assertEquals(
                directory + ": skipped: a link that leads nowhere or in a circle: 3 (gone.png, lost, round)",
                notes.get(1));
    }

    @Test
    void linksThatLeaveAClassUpwardsArePassedOverUnderTheirOwnNames() throws IOException {
        Files.createSymbolicLink(directory.resolve("ape/up"), Path.of(".."));
        Files.createSymbolicLink(directory.resolve("ape/further"), Path.of("../.."));
        Files.createSymbolicLink(directory.resolve("all"), Path.of("."));
        Files.createSymbolicLink(directory.resolve("above"), Path.of(".."));
        LabelledImages images = read();
        assertEquals(List.of("ape", "zebra"), images.classes());
        assertEquals(2, images.size());
        assertEquals(
                List.of(directory
                        + ": skipped: a link that leads nowhere or in a circle: 4 (above, all, further, ...)"),
                notes);
        Files.delete(directory.resolve("ape/further"));
        Files.delete(directory.resolve("above"));
    }

    @Test
    void picturesOfOneClassAreNotThoseOfAnotherByALink() throws IOException {
        picture("zebra/more/3.png");
        Path aside = Files.createDirectories(directory.resolve("aside/.kept"));
        picture("aside/4.png");
        Files.createSymbolicLink(aside.resolve("back"), directory.resolve("zebra"));
        Files.createSymbolicLink(directory.resolve("ape/stripes"), Path.of("../zebra"));
        Files.createSymbolicLink(directory.resolve("ape/deep"), Path.of("../zebra/more"));
        Files.createSymbolicLink(directory.resolve("ape/hidden"), aside);
        LabelledImages images = read();
        assertEquals(List.of("ape", "aside", "zebra"), images.classes());
        assertEquals(4, images.size());
        assertEquals(
                directory
                        + ": skipped: hidden or left by other programs: 1 (.kept); a link to the folder of a class,"
                        + " whose pictures would count twice: 3 (deep, hidden, stripes)",
                notes.get(1));
    }

    @Test
    void aClassThatIsALinkIsReadAndItsLinksUpwardsAreNot(@TempDir Path store) throws IOException {
        Path kept = Files.createDirectories(store.resolve("lion"));
        Files.copy(picture("ape/1.png"), kept.resolve("5.png"));
        Files.copy(picture("ape/1.png"), store.resolve("6.png"));
        Files.createSymbolicLink(kept.resolve("up"), Path.of(".."));
        Files.createSymbolicLink(directory.resolve("lion"), kept);
        assertEquals(3, read().size());
        assertEquals(List.of(directory + ": skipped: a link that leads nowhere or in a circle: 1 (up)"), notes);
    }

    @Test
    void aClassWithoutPicturesIsNamedWithWhatLiesInIt() throws IOException {
        Path empty = file("bird/1.txt").getParent();
        assertEquals(empty + ": this class has no pictures (skipped: not a picture: 1 (1.txt))", refused());
    }

    @Test
    void namesMayHaveAnyCharacters() throws IOException {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "file names are not in UTF-8 here");
        picture("a\nb/1\n.png");
        picture("\ud83d\ude00/\u00e9.png");
        assertEquals(4, read().size());
        assertTrue(read().classes().contains("\ud83d\ude00"));
    }

    @Test
    void namesThatAreNoUtf8AreReadAndNotConfused() throws Exception {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "file names are not in UTF-8 here");
        shell("mkdir $'caf\\xe9' && cp ape/1.png $'caf\\xe9/\\xe8.png'");
        assertEquals(3, read().size());
        shell("mkdir $'caf\\xe8' && cp ape/1.png $'caf\\xe8/1.png'");
        assertTrue(refused().contains("have this name in UTF-8; rename one of them"), refused());
        shell("rm -r $'caf\\xe8' $'caf\\xe9'");
    }

    private void shell(String command) throws Exception {
        assertEquals(
                0,
                new ProcessBuilder("bash", "-c", command)
                        .directory(directory.toFile())
                        .start()
                        .waitFor());
    }
}
