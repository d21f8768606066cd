package org.polyad.jobs;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.polyad.InvalidInputException;

/** The formats a tensor is read from, with the suffixes that say so. */
enum InputFormat {
    TNS("tns"),
    CSV("csv"),
    /** As csv, with a tab between fields. */
    TSV("tsv"),
    PARQUET("parquet"),
    JSON("json", "jsonl", "ndjson"),
    ORC("orc");

    private static final Set<String> COMPRESSED = Set.of("gz", "bz2", "zst");

    private final List<String> suffixes;

    InputFormat(String... suffixes) {
        this.suffixes = List.of(suffixes);
    }

    /** @throws IllegalArgumentException for another name */
    static InputFormat parse(String name) {
        for (InputFormat format : values()) {
            if (format.toString().equals(name)) {
                return format;
            }
        }
        throw new InvalidInputException("format must be tns, csv, tsv, parquet, json or orc, found " + name);
    }

    /** What a file's name says, behind {@code .gz} and the like; null when it says nothing. */
    static InputFormat bySuffix(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        if (COMPRESSED.contains(suffix(name))) {
            name = name.substring(0, name.lastIndexOf('.'));
        }
        for (InputFormat format : values()) {
            if (format.suffixes.contains(suffix(name))) {
                return format;
            }
        }
        return null;
    }

    /** {@code gz}, {@code bz2}, {@code zst}, or nothing. */
    static String compression(String fileName) {
        String suffix = suffix(fileName.toLowerCase(Locale.ROOT));
        return COMPRESSED.contains(suffix) ? suffix : "";
    }

    private static String suffix(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Columns have names, and rows are found by them. */
    boolean isTable() {
        return this != TNS;
    }

    /** Only Spark reads it. */
    boolean needsSpark() {
        return this == PARQUET || this == JSON || this == ORC;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
