(** Members without a visualization: convex functions may have no minimum, and Lipschitz functions of a
    metric in which the cube is not compact may have neither extreme. *)
Require Import Reals Lra Psatz.
From Eyewitness Require Import Statements Points.
Open Scope R_scope.

(** 1 at the corner 0 and the mean elsewhere: convex, and its infimum 0 is not attained *)
Definition lifted {k} : fn (S k) := fun x => if eq_dec x (diag (S k) 0) then 1 else u x.
Lemma lifted_range k (x : point (S k)) : cube x -> u x <= lifted x /\ 0 <= lifted x <= 1.
Proof. intros Hx; pose proof (u_range x Hx); unfold lifted; destruct (eq_dec _ _); lra. Qed.
Lemma lifted_convex k : convex (@lifted k).
Proof.
  intros x y lam Hx Hy Hl; destruct (lifted_range k x Hx) as [Ux Rx], (lifted_range k y Hy) as [Uy Ry].
  unfold lifted at 1; destruct (eq_dec _ _) as [E|_]; [|rewrite u_comb; nra].
  destruct (Req_dec lam 0) as [->|N0]; [rewrite comb_0 in E; subst y|].
  { unfold lifted; destruct (eq_dec (diag (S k) 0) (diag (S k) 0)); [lra|congruence]. }
  destruct (Req_dec lam 1) as [->|N1]; [rewrite comb_1 in E; subst x|].
  { unfold lifted; destruct (eq_dec (diag (S k) 0) (diag (S k) 0)); [lra|congruence]. }
  apply (f_equal u) in E; rewrite u_comb, u_diag in E.
  pose proof (u_range x Hx); pose proof (u_range y Hy).
  rewrite (u_0 x), (u_0 y) by (auto; nra).
  unfold lifted; destruct (eq_dec (diag (S k) 0) (diag (S k) 0)); [lra|congruence].
Qed.
Lemma lifted_no_vis k : ~ has_vis (@lifted k).
Proof.
  intros (a & _ & _ & _ & [Ha Hmin] & _).
  assert (Small : forall e, 0 < e <= 1 -> lifted a <= e).
  { intros e He; specialize (Hmin (diag (S k) e)); unfold lifted at 2 in Hmin.
    destruct (eq_dec _ _) as [E|_]; [apply diag_inj in E; lra|].
    rewrite u_diag in Hmin; apply Hmin, cube_diag; lra. }
  destruct (lifted_range k a Ha) as [Ua Ra]; pose proof (Small (1/2) ltac:(lra)) as H.
  unfold lifted in H, Small, Ua; destruct (eq_dec _ _) as [E|N]; [lra|].
  pose proof (u_range a Ha); apply N, u_0; auto.
  apply Rle_antisym; [apply le_epsilon; intros e He|lra].
  pose proof (Small (Rmin e 1)) as S; pose proof (Rmin_l e 1); pose proof (Rmin_r e 1).
  assert (0 < Rmin e 1) by (apply Rmin_glb_lt; lra). lra.
Qed.

(** nor need Lipschitz functions of a metric in which the cube is not compact *)
Definition discrete {d} (x y : point d) : R := if eq_dec x y then 0 else 1.
Lemma discrete_metric d : metric (@discrete d).
Proof.
  split; unfold discrete; intros; repeat destruct (eq_dec _ _); try congruence; lra.
Qed.
Lemma lifted_lipschitz k : lipschitz discrete 1 (@lifted k).
Proof.
  intros x y Hx Hy; destruct (lifted_range k x Hx), (lifted_range k y Hy).
  unfold discrete; destruct (eq_dec x y) as [->|]; lra.
Qed.
