package org.polyad.jobs;

import java.io.Serializable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.polyad.spark.FileListing;

/**
 * Columns that the names of a file's folders give, as {@code year=2020/month=01}: what Spark's {@code partitionBy} writes. As there,
 * only folders below the one that the user named count, and a column whose values are all numbers holds numbers: {@code 01} is 1.
 */
record FolderColumns(List<String> names, List<String> values) implements Serializable {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final String NULL = "__HIVE_DEFAULT_PARTITION__";

    /** Those of each file; the values of a column in all of them tell its type. */
    static List<FolderColumns> of(List<FileListing.Found> files) {
        List<Map<String, String>> raw = new ArrayList<>();
        Map<String, List<String>> byName = new LinkedHashMap<>();
        for (FileListing.Found file : files) {
            Map<String, String> columns = columns(file);
            raw.add(columns);
            columns.forEach((name, value) ->
                    byName.computeIfAbsent(name, n -> new ArrayList<>()).add(value));
        }
        Map<String, Type> types = new LinkedHashMap<>();
        byName.forEach((name, values) -> types.put(name, Type.of(values)));
        List<FolderColumns> all = new ArrayList<>();
        for (Map<String, String> columns : raw) {
            List<String> values = new ArrayList<>();
            columns.forEach((name, value) -> values.add(types.get(name).text(value)));
            all.add(new FolderColumns(List.copyOf(columns.keySet()), values));
        }
        return all;
    }

    private static Map<String, String> columns(FileListing.Found file) {
        List<String> folders = new ArrayList<>();
        for (Path at = file.file().getPath().getParent();
                at != null && at.depth() > file.root().depth();
                at = at.getParent()) {
            folders.add(0, at.getName());
        }
        Map<String, String> columns = new LinkedHashMap<>();
        for (String folder : folders) {
            int equals = folder.indexOf('=');
            if (equals > 0 && equals < folder.length() - 1) {
                columns.put(unescaped(folder.substring(0, equals)), unescaped(folder.substring(equals + 1)));
            }
        }
        return columns;
    }

    /** Spark writes {@code %3A} for a colon and the like. */
    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            boolean escape = text.charAt(i) == '%'
                    && i + 2 < text.length()
                    && Character.digit(text.charAt(i + 1), 16) >= 0
                    && Character.digit(text.charAt(i + 2), 16) >= 0;
            plain.append(escape ? (char) Integer.parseInt(text.substring(i + 1, i + 3), 16) : text.charAt(i));
            i += escape ? 2 : 0;
        }
        return plain.toString();
    }

    private enum Type {
        WHOLE_NUMBER,
        NUMBER,
        TEXT;

        static Type of(List<String> values) {
            boolean whole = true;
            boolean number = true;
            for (String value : values) {
                whole &=
                        value.equals(NULL) || FolderColumns.WHOLE.matcher(value).matches();
                number &= value.equals(NULL)
                        || FolderColumns.NUMBER.matcher(value).matches();
            }
            return whole ? WHOLE_NUMBER : number ? NUMBER : TEXT;
        }

        /** As Spark writes the value of the type; null where there is none. */
        String text(String value) {
            if (value.equals(NULL)) {
                return null;
            }
            return switch (this) {
                case WHOLE_NUMBER -> new BigInteger(value).toString();
                case NUMBER -> Double.toString(Double.parseDouble(value));
                case TEXT -> value;
            };
        }
    }

    /** The names of a file's own columns, then those that only the folders give. */
    List<String> with(List<String> own) {
        List<String> all = new ArrayList<>(own);
        names.stream().filter(name -> !own.contains(name)).forEach(all::add);
        return all;
    }

    /** A row of these columns; where a column is both in the file and a folder's, the folder's value counts, as in Spark. */
    String[] row(String[] fields, List<String> all) {
        if (names.isEmpty()) {
            return fields;
        }
        String[] row = java.util.Arrays.copyOf(fields, all.size());
        for (int k = 0; k < names.size(); k++) {
            row[all.indexOf(names.get(k))] = values.get(k);
        }
        return row;
    }
}
