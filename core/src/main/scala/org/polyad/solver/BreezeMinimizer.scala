package org.polyad.solver

import breeze.linalg.{norm, DenseMatrix, DenseVector, Vector => BreezeVector}
import breeze.optimize.{DiffFunction, FirstOrderMinimizer, LBFGS, LBFGSB, LineSearchFailed, NaNHistory}
import breeze.util.LazyLogger
import org.slf4j.helpers.NOPLogger

/** Breeze's L-BFGS, or L-BFGS-B with lower bounds, one iteration at a time and over arrays.
  *
  * In Scala because javac refuses Breeze's types. An iteration depends on nothing but what `save` writes, so a run that is
  * saved and resumed takes the same iterates, bit for bit, on the same kind of machine. Holds some 4 x memory vectors with
  * bounds, 2 x memory without; with bounds an iteration also sorts the unknowns.
  *
  * @param memory how many updates approximate the Hessian, 5 to 10 as a rule
  * @param lower the lower bounds, -Infinity where there is none (not modified, kept); null for L-BFGS
  */
private[solver] final class BreezeMinimizer(objective: Objective, memory: Int, lower: Array[Double]) {
  import BreezeMinimizer._

  private val function = new Remembering(objective)
  private val method: QuasiNewton = if (lower == null) new Unbounded(memory) else new Bounded(lower, memory)
  private var state: method.State = _

  /** Evaluates the first point, which must lie within the bounds. */
  def start(x: Array[Double]): Unit = {
    checkSize(x.length)
    for (i <- x.indices if lower != null && !(x(i) >= lower(i)))
      throw new IllegalArgumentException(s"x[$i] must be at least its lower bound ${lower(i)}, but is ${x(i)}")
    state = method.begin(function, new DenseVector(x.clone))
  }

  /** Takes one iteration, which lowers the value.
    *
    * @return false if the point stays as it was: it is `stationary`, or no step along the last direction and along the
    *   (projected) gradient lowers the value, or value or gradient of the first point are not finite
    */
  def step(): Boolean = !stationary() && state.value.isFinite && {
    val next = method.next(function, state)
    next.foreach(state = _)
    next.isDefined
  }

  /** Whether the gradient is exactly zero but for the unknowns that it presses against their bounds. */
  def stationary(): Boolean = (0 until state.x.length).forall { i =>
    state.grad(i) == 0 || lower != null && state.grad(i) > 0 && state.x(i) == lower(i)
  }

  def x(): Array[Double] = state.x.toArray
  def value(): Double = state.value
  def gradient(): Array[Double] = state.grad.toArray
  def iterations(): Int = state.iter
  def evaluations(): Int = function.evaluations

  /** All that the next iteration depends on, some 2 + 2 x memory vectors. */
  def save(): Array[Double] = Array.concat(
    Array(kind, memory, state.x.length, state.iter, evaluations(), value()),
    x(),
    gradient(),
    method.pack(state.history)
  )

  /** Continues from what a minimizer of the same objective, memory and bounds saved. */
  def resume(saved: Array[Double]): Unit = {
    if (saved.length < Header || saved(0) != kind || saved(1) != memory)
      throw new IllegalArgumentException(s"expected a state of kind $kind with memory $memory, but it begins with " +
        saved.take(2).mkString("kind ", ", memory ", ""))
    val n = saved(2).toInt
    checkSize(n)
    val Array(x, gradient) = Array(0, 1).map(i => new DenseVector(saved.slice(Header + i * n, Header + (i + 1) * n)))
    function.remember(x, saved(5), gradient)
    function.evaluations = saved(4).toInt
    state = method.rebuild(saved(3).toInt, x, saved(5), gradient, saved.drop(Header + 2 * n))
  }

  private def kind: Double = if (lower == null) 0 else 1

  private def checkSize(n: Int): Unit = {
    if (lower != null && n != lower.length)
      throw new IllegalArgumentException(
        s"expected ${lower.length} unknowns, one for each lower bound, but there are $n"
      )
    if ((2L + 2L * memory) * n > Int.MaxValue - 10000L)
      throw new IllegalArgumentException(
        s"memory $memory with $n unknowns does not fit an array; choose a smaller memory"
      )
  }
}

private object BreezeMinimizer {
  private type Vec = DenseVector[Double]
  private type Function = DiffFunction[Vec]

  private final val Header = 6
  private val silent = new LazyLogger(NOPLogger.NOP_LOGGER)

  /** Breeze asks a second time for the point where the line search ended, and an evaluation is a pass over the data. */
  private final class Remembering(objective: Objective) extends Function {
    var evaluations = 0
    private var last: (Vec, (Double, Vec)) = (DenseVector(), null)

    def remember(x: Vec, value: Double, gradient: Vec): Unit = last = (x, (value, gradient))

    def calculate(x: Vec): (Double, Vec) = {
      if (x != last._1) {
        val gradient = new Array[Double](x.length)
        evaluations += 1
        remember(x, objective.valueAndGradient(x.toArray, gradient), new DenseVector(gradient))
      }
      last._2
    }
  }

  /** What both methods change in Breeze: the line search, the scale of the first step, and that numerical trouble of any
    * sort is a failed search.
    */
  private trait QuasiNewton extends FirstOrderMinimizer[Vec, Function] {
    def pack(history: History): Array[Double]
    protected def unpack(x: Vec, packed: Array[Double]): History
    protected def isEmpty(history: History): Boolean
    protected def longestStep(state: State, direction: Vec): Double
    protected def firstStep(state: State, direction: Vec): Double

    def begin(f: Function, x: Vec): State = initialState(f, x)

    def rebuild(
        iter: Int,
        x: Vec,
        value: Double,
        gradient: Vec,
        packed: Array[Double]
    ): State = FirstOrderMinimizer.State(
      x,
      value,
      gradient,
      value,
      gradient,
      iter,
      value,
      unpack(x, packed),
      convergenceCheck.initialInfo
    )

    /** After a failed search Breeze offers the same point with an empty history, for one more attempt; a fresh iterator each
      * time keeps its count of failures out of what must be saved.
      */
    def next(f: Function, state: State): Option[State] =
      infiniteIterations(f, state).slice(1, if (isEmpty(state.history)) 2 else 3).find(_.iter > state.iter)

    // Breeze logs as an error what is an ordinary end of a search, and the caller is told.
    override protected def logger: LazyLogger = silent

    override protected def adjustFunction(f: Function): Function = f

    /** Without history nothing is known of the scale, so the first step is as long as x itself. */
    protected def radius(x: Vec): Double = { val r = norm(x); if (r > 0) r else 1 }

    /** Breeze only expects its own exceptions, but singular matrices and failed assertions also come out of it. */
    protected def descent(direction: => Vec, gradient: Vec): Vec = {
      val d =
        try direction
        catch { case _: RuntimeException | _: AssertionError => throw new NaNHistory }
      if (d.dot(gradient) < 0) d else throw new NaNHistory
    }

    override protected def determineStepSize(state: State, f: Function, direction: Vec): Double = {
      val ray: LineSearch.Ray = t => {
        val (value, gradient) = f.calculate(takeStep(state, direction, t))
        Array(value, gradient.dot(direction))
      }
      val slope = state.grad.dot(direction)
      val step = LineSearch.search(ray, state.value, slope, firstStep(state, direction), longestStep(state, direction))
      if (step.isNaN) throw new LineSearchFailed(norm(state.grad), norm(direction)) else step
    }

    /** At a bound, or out of evaluations, a search may end where the curvature is negative: no model learns from that. */
    protected def isCurved(x: Vec, gradient: Vec, old: State): Boolean = {
      val y = gradient - old.grad
      (x - old.x).dot(y) > 2.2e-16 * y.dot(y)
    }
  }

  private final class Unbounded(memory: Int) extends LBFGS[Vec](-1, memory) with QuasiNewton {
    override protected def isEmpty(history: History): Boolean = history.historyLength == 0

    override protected def longestStep(state: State, direction: Vec): Double = Double.PositiveInfinity

    override protected def firstStep(state: State, direction: Vec): Double =
      if (isEmpty(state.history)) radius(state.x) / norm(direction) else 1

    override protected def chooseDescentDirection(state: State, f: Function): Vec =
      descent(super.chooseDescentDirection(state, f), state.grad)

    override protected def updateHistory(x: Vec, g: Vec, value: Double, f: Function, old: State): History =
      if (isCurved(x, g, old)) super.updateHistory(x, g, value, f, old) else old.history

    /** The steps and the differences of the gradient, newest first; Breeze hides both, but a case class shows its parts. */
    override def pack(history: History): Array[Double] =
      Array(1, 2).flatMap(history.productElement(_).asInstanceOf[IndexedSeq[Vec]]).flatMap(_.toArray)

    override protected def unpack(x: Vec, packed: Array[Double]): History = {
      val (steps, changes) =
        packed.grouped(x.length).map(new DenseVector(_)).toVector.splitAt(packed.length / x.length / 2)
      LBFGS.ApproximateInverseHessian(memory, steps, changes)
    }
  }

  private final class Bounded(lower: Array[Double], memory: Int)
      extends LBFGSB(new DenseVector(lower), DenseVector.fill(lower.length)(Double.PositiveInfinity), m = memory)
      with QuasiNewton {
    private var truncate = false

    override protected def isEmpty(history: History): Boolean = history.yHistory.cols == 0

    /** The direction ends within the bounds, so one is always allowed. */
    override protected def longestStep(state: State, direction: Vec): Double = {
      var longest = Double.PositiveInfinity
      for (i <- 0 until direction.length if direction(i) < 0)
        longest = math.min(longest, (lower(i) - state.x(i)) / direction(i))
      math.max(1, longest)
    }

    override protected def firstStep(state: State, direction: Vec): Double = 1

    override protected def chooseDescentDirection(state: State, f: Function): Vec = {
      def direction(cut: Boolean): Vec = {
        truncate = cut
        descent(super.chooseDescentDirection(scaled(state), f), state.grad)
      }
      try direction(cut = false)
      catch { case _: NaNHistory => direction(cut = true) }
    }

    /** Breeze's unit curvature would send each unknown with a large gradient to its bound at once, where a tensor model that
      * is zero in two modes stays for ever.
      */
    private def scaled(state: State): State =
      if (isEmpty(state.history)) state.copy(history = state.history.copy(theta = norm(state.grad) / radius(state.x)))
      else state

    /** Not cut short, the subspace minimiser is then projected, which frees many unknowns from their bounds, or binds them,
      * in one iteration (Morales and Nocedal 2011); the cut is for when that is no descent.
      */
    override protected def findAlpha(cauchy: Vec, direction: BreezeVector[Double], free: Array[Int]): Double =
      if (truncate) super.findAlpha(cauchy, direction, free) else 1

    override protected def updateHistory(x: Vec, g: Vec, value: Double, f: Function, old: State): History =
      if (!isCurved(x, g, old)) old.history
      else
        try super.updateHistory(x, g, value, f, old)
        catch { case _: RuntimeException => initialHistory(f, x) }

    override def pack(history: History): Array[Double] = {
      import history._
      Array.concat(Array(theta, yHistory.cols), yHistory.toArray, sHistory.toArray, M.toArray)
    }

    override protected def unpack(x: Vec, packed: Array[Double]): History = {
      val (theta, k) = (packed(0), packed(1).toInt)
      val size = x.length * k
      def matrix(rows: Int, columns: Int, from: Int) =
        new DenseMatrix(rows, columns, packed.slice(from, from + rows * columns))
      val (y, s) = (matrix(x.length, k, 2), matrix(x.length, k, 2 + size))
      if (k == 0) initialHistory(null, x)
      else History(theta, DenseMatrix.horzcat(y, s *:* theta), matrix(2 * k, 2 * k, 2 + 2 * size), y, s)
    }
  }
}
