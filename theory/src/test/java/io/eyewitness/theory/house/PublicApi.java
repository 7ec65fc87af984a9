package io.eyewitness.theory.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The public API: the packages that the property {@code api} of a module's POM lists, which are also those that its Javadoc jar describes.
 * They expose no type of another package of the project.
 */
public final class PublicApi {
    private static final String PROJECT = "io.eyewitness.";
    private static final Pattern LIST = Pattern.compile("<api>([^<]*)</api>");

    /** The folder of each module, by the first part of its packages' names. */
    private static final Map<String, String> FOLDERS = new TreeMap<>(
            Map.of("theory", "theory", "check", "proofs-check", "sim", "sim", "nn", "nn", "cluster", "cluster"));

    private PublicApi() {}

    /** The packages of all modules' public APIs. */
    public static Set<String> packages() {
        Set<String> packages = new TreeSet<>();
        FOLDERS.values().forEach(folder -> packages.addAll(packages(folder)));
        return packages;
    }

    private static List<String> packages(String folder) {
        try {
            Path pom = Documents.ROOT.resolve(folder).resolve("pom.xml");
            Matcher list = LIST.matcher(Files.readString(pom));
            if (!list.find()) {
                throw new IllegalStateException(pom + " has no property api");
            }
            return List.of(list.group(1).split(":"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The faults of the modules whose classes were imported: packages that do not exist, and types of the project that the public API
     * exposes and does not hold.
     */
    static List<String> faults(JavaClasses classes) {
        Set<String> api = packages();
        Set<String> faults = new TreeSet<>();
        FOLDERS.forEach((module, folder) -> {
            if (classes.stream().anyMatch(type -> type.getPackageName().startsWith(PROJECT + module + "."))) {
                packages(folder).stream()
                        .filter(name -> !classes.containPackage(name)
                                || classes.getPackage(name).getClasses().isEmpty())
                        .forEach(name -> faults.add(folder + "/pom.xml lists " + name + ", which does not exist"));
            }
        });
        for (JavaClass type : classes) {
            if (api.contains(type.getPackageName()) && isVisible(type)) {
                exposed(type)
                        .filter(other -> other.getPackageName().startsWith(PROJECT))
                        .filter(other -> !api.contains(other.getPackageName()))
                        .forEach(other -> faults.add(type.getName() + " exposes " + other.getName()));
            }
        }
        return List.copyOf(faults);
    }

    /** The names of the project's packages that classes depend on and that are in no public API. */
    static Set<String> internalsUsedBy(JavaClasses classes) {
        Set<String> api = packages();
        Set<String> internals = new TreeSet<>();
        classes.forEach(type -> type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getPackageName())
                .filter(name -> name.startsWith(PROJECT) && !api.contains(name))
                .forEach(internals::add));
        return internals;
    }

    private static boolean isVisible(JavaClass type) {
        return isVisible(type.getModifiers())
                && type.getEnclosingClass().map(PublicApi::isVisible).orElse(true);
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static Stream<JavaClass> exposed(JavaClass type) {
        Stream<JavaClass> supertypes = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream())
                .flatMap(PublicApi::involved);
        Stream<JavaClass> members = type.getMembers().stream()
                .filter(member -> isVisible(member.getModifiers()))
                .flatMap(PublicApi::involved);
        return Stream.concat(supertypes, members);
    }

    private static Stream<JavaClass> involved(JavaMember member) {
        if (member instanceof JavaField field) {
            return involved(field.getType());
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        return Stream.of(
                        Stream.of(unit.getReturnType()),
                        unit.getParameterTypes().stream(),
                        unit.getExceptionTypes().stream())
                .flatMap(types -> types)
                .flatMap(PublicApi::involved);
    }

    private static Stream<JavaClass> involved(JavaType type) {
        return type.getAllInvolvedRawTypes().stream();
    }
}
