package org.polyad.solver;

/** Unknowns by the time at which they meet their bound, soonest first; of equal times the order of adding decides: a binary heap. */
final class Breakpoints {
    private final int[] heap;
    private final double[] times;
    private int size;
    private boolean ordered;

    Breakpoints(int most) {
        heap = new int[most];
        times = new double[most];
    }

    int size() {
        return size;
    }

    void add(int unknown, double time) {
        heap[size++] = unknown;
        times[unknown] = time;
        ordered = false;
    }

    double firstTime() {
        order();
        return times[heap[0]];
    }

    /** Takes the first one out. */
    int poll() {
        order();
        int first = heap[0];
        heap[0] = heap[--size];
        sink(0);
        return first;
    }

    /** In O(n), once all are in. */
    private void order() {
        if (!ordered) {
            for (int i = size / 2 - 1; i >= 0; i--) {
                sink(i);
            }
            ordered = true;
        }
    }

    private void sink(int from) {
        int at = from;
        int moved = heap[at];
        for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], moved)) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = moved;
    }

    private boolean before(int a, int b) {
        return times[a] < times[b] || times[a] == times[b] && a < b;
    }
}
