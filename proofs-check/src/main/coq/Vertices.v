(** Vertices of the cube, and visualizations rescaled to any minimum and maximum. *)
Require Import Reals Lra Psatz.
From Eyewitness Require Import Statements FurtherStatements Points Visualizations.
Open Scope R_scope.

Lemma vertex_cube d (b : point d) : vertex b -> cube b.
Proof. induction d as [|d IH]; simpl; auto; intros [[-> | ->] H]; split; auto; lra. Qed.

(** values between 0 and 1 blown up to m and M *)
Definition scaled {d} m M (f : fn d) : fn d := fun x => m + (M - m) * f x.
Lemma scaled_unique_Phi d (f : fn d) a b m M : m < M -> unique_Phi f a b 0 1 -> unique_Phi (scaled m M f) a b m M.
Proof.
  intros H U; pose proof (Phi_range _ _ _ _ _ (proj1 U)) as Rg; destruct U as (P & U1 & U2).
  pose proof P as ((Ha & _) & (Hb & _) & V1 & V2); unfold scaled.
  apply unique_Phi_intro; auto; rewrite ?V1, ?V2; try lra.
  - intros x Hx; specialize (Rg x Hx); nra.
  - intros x Hx E; apply U1, (is_min_iff_value _ _ _ _ _ _ P); split; auto; nra.
  - intros x Hx E; apply U2, (is_max_iff_value _ _ _ _ _ _ P); split; auto; nra.
Qed.

Lemma ambiguous_at_scaled d (C : class d) a b m M : m < M ->
  (forall f, C f -> C (scaled m M f)) -> ambiguous_at C a b 0 1 -> ambiguous_at C a b m M.
Proof.
  intros HmM HC A h Hh; destruct (A h Hh) as (f1 & f2 & x & C1 & C2 & U1 & U2 & Hx & G1 & G2).
  exists (scaled m M f1), (scaled m M f2), x.
  repeat match goal with |- _ /\ _ => split end; auto using scaled_unique_Phi; unfold scaled; nra.
Qed.

