package org.polyad.spark.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.polyad.ranking.ModelMeans;
import org.polyad.ranking.Question;
import org.polyad.ranking.SeenItems;
import org.polyad.ranking.TopItems;
import org.polyad.spark.LabelIndex;
import scala.collection.Seq;

/** Puts a list of items in place of the last column of each row: a struct of the user, seen items, and the labels of the context. */
final class RowLists implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    /** Rows whose lists are made at a time. */
    private static final int BLOCK = 1024;

    private final Broadcast<ModelParts> parts;
    private final int[] modes;
    private final int k;

    /** @param modes the users', the items', and those of the context */
    RowLists(Broadcast<ModelParts> parts, int[] modes, int k) {
        this.parts = parts;
        this.modes = modes;
        this.k = k;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new Iterator<>() {
            private Iterator<Row> block = List.<Row>of().iterator();

            @Override
            public boolean hasNext() {
                if (!block.hasNext() && rows.hasNext()) {
                    List<Row> some = new ArrayList<>(BLOCK);
                    while (some.size() < BLOCK && rows.hasNext()) {
                        some.add(rows.next());
                    }
                    block = new Block(parts.value(), some).lists();
                }
                return block.hasNext();
            }

            @Override
            public Row next() {
                hasNext();
                return block.next();
            }
        };
    }

    /** Some rows; those of one context are asked together. */
    private final class Block {
        private final ModelParts from;
        private final List<Row> rows;
        private final Object[] lists;

        Block(ModelParts from, List<Row> rows) {
            this.from = from;
            this.rows = rows;
            this.lists = new Object[rows.size()];
        }

        Iterator<Row> lists() {
            int[][] seen = new int[rows.size()][];
            Map<List<Integer>, List<Integer>> byContext = new HashMap<>();
            for (int j = 0; j < rows.size(); j++) {
                Row labels = labels(j);
                seen[j] = items(labels);
                List<Integer> codes = codes(labels);
                if (!codes.contains(LabelIndex.UNSEEN)) {
                    byContext
                            .computeIfAbsent(codes.subList(1, codes.size()), context -> new ArrayList<>())
                            .add(j);
                }
            }
            SeenItems had = SeenItems.of(seen);
            byContext.forEach((context, members) -> ask(context, members, had));
            List<Row> made = new ArrayList<>(rows.size());
            for (int j = 0; j < lists.length; j++) {
                Object[] values = new Object[rows.get(j).length()];
                for (int c = 0; c + 1 < values.length; c++) {
                    values[c] = rows.get(j).get(c);
                }
                values[values.length - 1] = lists[j];
                made.add(RowFactory.create(values));
            }
            return made.iterator();
        }

        private Row labels(int j) {
            return rows.get(j).getStruct(rows.get(j).length() - 1);
        }

        /** The user's row, and those of the context. */
        private List<Integer> codes(Row labels) {
            List<Integer> codes = new ArrayList<>(labels.length() - 1);
            codes.add(from.index().code(modes[0], labels.getString(0)));
            for (int c = 2; c < labels.length(); c++) {
                codes.add(from.index().code(modes[c], labels.getString(c)));
            }
            return codes;
        }

        private int[] items(Row labels) {
            if (labels.isNullAt(1)) {
                return new int[0];
            }
            Seq<String> seen = labels.getSeq(1);
            int[] items = new int[seen.size()];
            int count = 0;
            for (int j = 0; j < items.length; j++) {
                int item = from.index().code(modes[1], seen.apply(j));
                if (item != LabelIndex.UNSEEN) {
                    items[count++] = item;
                }
            }
            return Arrays.copyOf(items, count);
        }

        private void ask(List<Integer> context, List<Integer> members, SeenItems seen) {
            int[] given = new int[from.means().model().order()];
            Arrays.fill(given, ModelMeans.AVERAGED);
            for (int c = 0; c < context.size(); c++) {
                given[modes[c + 2]] = context.get(c);
            }
            Question question = new Question(from.means(), modes[0], modes[1], given);
            int[] keys = members.stream().mapToInt(j -> j).toArray();
            int[] users =
                    members.stream().mapToInt(j -> codes(labels(j)).get(0)).toArray();
            TopItems.Lists made = new TopItems(question, k, seen).of(users, keys);
            for (int n = 0; n < keys.length; n++) {
                Row[] items = new Row[made.counts()[n]];
                for (int i = 0; i < items.length; i++) {
                    int at = n * made.k() + i;
                    String item = from.index().labels()[modes[1]][made.items()[at]];
                    items[i] = RowFactory.create(item, (float) made.scores()[at]);
                }
                lists[keys[n]] = items;
            }
        }
    }
}
