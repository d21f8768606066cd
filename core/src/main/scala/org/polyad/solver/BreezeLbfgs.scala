package org.polyad.solver

import breeze.linalg.operators._
import breeze.linalg.scaleAdd
import breeze.linalg.support.{CanCopy, CanCreateZerosLike}
import breeze.linalg.NumericOps
import breeze.math.{MutableInnerProductModule, Ring}
import breeze.optimize.LBFGS

/** Breeze's L-BFGS: the product of its inverse Hessian with a gradient. In Scala because javac refuses Breeze's types. */
private[solver] object BreezeLbfgs {

  /** -H g, a new array; -g without pairs. */
  def direction(pairs: CorrectionPairs, gradient: Array[Double]): Array[Double] = {
    implicit val space: MutableInnerProductModule[Numbers, Double] = PlainLoops
    val none = new LBFGS.ApproximateInverseHessian[Numbers](math.max(1, pairs.size))
    val inverse = (0 until pairs.size).foldLeft(none) { (inverse, j) =>
      inverse.updated(new Numbers(pairs.step(j)), new Numbers(pairs.change(j)))
    }
    (inverse * new Numbers(gradient)).of
  }

  private final class Numbers(val of: Array[Double]) extends NumericOps[Numbers] {
    def repr: Numbers = this
    def map(f: Int => Double): Numbers = new Numbers(Array.tabulate(of.length)(f))
    def set(f: Int => Double): Unit = for (i <- of.indices) of(i) = f(i)
  }

  /** Vectors of Breeze's own call a native BLAS wherever the machine has one; these are summed in an order that depends on nothing. */
  private object PlainLoops extends MutableInnerProductModule[Numbers, Double] {
    val scalars: Ring[Double] = Ring.ringD
    val hasOps: Numbers <:< NumericOps[Numbers] = implicitly
    val addVV: OpAdd.Impl2[Numbers, Numbers, Numbers] = (a, b) => a.map(i => a.of(i) + b.of(i))
    val subVV: OpSub.Impl2[Numbers, Numbers, Numbers] = (a, b) => a.map(i => a.of(i) - b.of(i))
    val zeroLike: CanCreateZerosLike[Numbers, Numbers] = a => a.map(_ => 0)
    val mulVS: OpMulScalar.Impl2[Numbers, Double, Numbers] = (a, c) => a.map(i => a.of(i) * c)
    val copy: CanCopy[Numbers] = a => new Numbers(a.of.clone)
    val mulIntoVS: OpMulScalar.InPlaceImpl2[Numbers, Double] = (a, c) => a.set(i => a.of(i) * c)
    val addIntoVV: OpAdd.InPlaceImpl2[Numbers, Numbers] = (a, b) => a.set(i => a.of(i) + b.of(i))
    val subIntoVV: OpSub.InPlaceImpl2[Numbers, Numbers] = (a, b) => a.set(i => a.of(i) - b.of(i))
    val setIntoVV: OpSet.InPlaceImpl2[Numbers, Numbers] = (a, b) => a.set(b.of(_))
    val scaleAddVV: scaleAdd.InPlaceImpl3[Numbers, Double, Numbers] = (a, c, b) => a.set(i => a.of(i) + c * b.of(i))
    val dotVV: OpMulInner.Impl2[Numbers, Numbers, Double] = (a, b) => CorrectionPairs.dot(a.of, b.of)
  }
}
