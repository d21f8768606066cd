package org.polyad;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Packages in an order in which each uses only those before it. */
final class Rooms {
    private static final String ROOT = "org.polyad";

    private Rooms() {}

    /**
     * Checks the order, and that every package stands in it.
     *
     * @param below rooms of another module, which all of these may use
     * @param rooms of this module, without {@code org.polyad.}
     */
    static void check(JavaClasses classes, List<String> below, List<String> rooms) {
        Set<String> known = new TreeSet<>(below);
        known.addAll(rooms);
        known.add("");
        Set<String> found = new TreeSet<>();
        for (JavaClass each : classes) {
            found.add(
                    each.getPackageName().equals(ROOT)
                            ? ""
                            : each.getPackageName().substring(ROOT.length() + 1));
        }
        assertThat(known).as("every package has its place in the order").containsAll(found);
        List<String> all = new ArrayList<>(below);
        all.addAll(rooms);
        for (int k = 0; k + 1 < all.size(); k++) {
            String[] above = all.subList(k + 1, all.size()).stream()
                    .map(room -> ROOT + "." + room)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + "." + all.get(k))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above)
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }
}
