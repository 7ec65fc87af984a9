(** The cube is compact, without choice: a notion of "large" that passes to one part of
    any split in two is large around some point. So upper semicontinuous functions on the
    cube attain a maximum, and continuous ones have a visualization. *)
Require Import Reals Lra List Psatz Classical.
From Eyewitness Require Import Statements Points Distances.
Open Scope R_scope.

(** sets that are large: supersets are, and of two sets that make up a large one, one is *)
Record grill {A} (large : (A -> Prop) -> Prop) : Prop := {
  grill_mono : forall S T : A -> Prop, (forall x, S x -> T x) -> large S -> large T;
  grill_split : forall S T : A -> Prop, large (fun x => S x \/ T x) -> large S \/ large T }.

Lemma large_around_1 large : grill large -> large (fun t => 0 <= t <= 1) ->
  exists c, 0 <= c <= 1 /\ forall e, 0 < e -> large (fun t => 0 <= t <= 1 /\ Rabs (t - c) < e).
Proof.
  intros [monotone Split] H.
  pose (E := fun s => 0 <= s <= 1 /\ ~ large (fun t => 0 <= t <= s)).
  destruct (classic (E 0)) as [E0|N0].
  - destruct (completeness E) as [c [Ub Lub]]; [exists 1; intros s [Hs _]; lra|exists 0; exact E0|].
    assert (C : 0 <= c <= 1) by (split; [apply Ub, E0|apply Lub; intros s [Hs _]; lra]).
    exists c; split; auto; intros e He; apply NNPP; intros N.
    assert (X : exists s, E s /\ c - e < s).
    { apply NNPP; intros NX; assert (c <= c - e); [|lra].
      apply Lub; intros s Es; apply Rnot_lt_le; intros L; apply NX; exists s; auto. }
    destruct X as (s & [Hs Ns] & Ls).
    pose (r := Rmin 1 (c + e / 2)); assert (Hr : 0 <= r <= 1 /\ r < c + e).
    { unfold r, Rmin; destruct (Rle_dec _ _); lra. }
    assert (Nr : ~ large (fun t => 0 <= t <= r)).
    { intros L; destruct (Split (fun t => 0 <= t <= s) (fun t => 0 <= t <= 1 /\ Rabs (t - c) < e)); auto.
      revert L; apply monotone; intros t Ht; destruct (Rle_dec t s) as [|Nt]; [left; lra|right].
      split; [lra|apply Rabs_def1; lra]. }
    assert (r <= c) by (apply Ub; split; tauto).
    assert (r = 1) by (revert H0; unfold r, Rmin; destruct (Rle_dec _ _); lra).
    apply Nr; rewrite H1; exact H.
  - exists 0; split; [lra|]; intros e He; apply NNPP; intros N; apply N0; split; [lra|].
    intros L; apply N; revert L; apply monotone; intros t Ht.
    replace t with 0 by lra; rewrite Rminus_0_r, Rabs_R0; lra.
Qed.

(** the cube is compact *)
Theorem large_around d : forall large : (point d -> Prop) -> Prop, grill large -> large cube ->
  exists x, cube x /\ forall r, 0 < r -> large (fun y => cube y /\ l1 x y < r).
Proof.
  induction d as [|d IH]; intros large [monotone Split] H.
  - exists tt; split; [exact I|]; intros r Hr; revert H; apply monotone; intros x Hx; split; auto; simpl; lra.
  - destruct (large_around_1 (fun S => large (fun x => cube x /\ S (hd x)))) as (c & Hc & Lc).
    + split.
      * intros S T ST; apply monotone; intros x [Hx Sx]; auto.
      * intros S T L; apply Split; revert L; apply monotone; intros x [Hx [Sx|Tx]]; auto.
    + revert H; apply monotone; intros x Hx; split; [|apply Hx]; auto.
    + destruct (IH (fun S => forall e, 0 < e ->
        large (fun x => cube x /\ Rabs (hd x - c) < e /\ S (tl x)))) as (xs & Hxs & Lxs).
      * split.
        -- intros S T ST L e He; specialize (L e He); revert L; apply monotone; intros x (Hx & Ex & Sx); auto.
        -- intros S T L; apply NNPP; intros N; apply not_or_and in N; destruct N as [N1 N2].
           apply not_all_ex_not in N1; destruct N1 as [e1 N1]; apply imply_to_and in N1.
           apply not_all_ex_not in N2; destruct N2 as [e2 N2]; apply imply_to_and in N2.
           destruct N1 as [H1 N1], N2 as [H2 N2].
           destruct (Split (fun x => cube x /\ Rabs (hd x - c) < e1 /\ S (tl x))
                           (fun x => cube x /\ Rabs (hd x - c) < e2 /\ T (tl x))); auto.
           pose proof (Rmin_l e1 e2); pose proof (Rmin_r e1 e2).
           refine (monotone _ _ _ (L (Rmin e1 e2) _)); [|apply Rmin_glb_lt; auto].
           intros x (Hx & Ex & [Sx|Tx]); [left|right]; repeat split; auto; lra || apply Hx.
      * intros e He; specialize (Lc e He); revert Lc; apply monotone; intros x (Hx & _ & Ex).
        split; [auto|split; [auto|apply Hx]].
      * exists ((c, xs) : point (S d)); split; [split; auto|]; intros r Hr.
        assert (Hr' : 0 < r / 2) by lra; specialize (Lxs _ Hr' _ Hr').
        revert Lxs; apply monotone; intros x (Hx & Ex & _ & Dx); split; auto.
        simpl; rewrite Rabs_minus_sym; lra.
Qed.

Definition usc {d} (f : fn d) := forall x e, cube x -> 0 < e ->
  exists r, 0 < r /\ forall y, cube y -> l1 x y < r -> f y < f x + e.

Theorem usc_attains_max d (f : fn d) : usc f -> exists b, is_max f b.
Proof.
  intros U.
  (* a set is large if no value exceeds all values on it *)
  destruct (large_around d (fun S => forall y, cube y -> exists z, S z /\ f y <= f z)) as (b & Hb & L).
  - split.
    + intros S T ST L y Hy; destruct (L y Hy) as (z & Sz & Hz); exists z; auto.
    + intros S T L; apply NNPP; intros N; apply not_or_and in N; destruct N as [N1 N2].
      apply not_all_ex_not in N1; destruct N1 as [y1 N1]; apply imply_to_and in N1.
      apply not_all_ex_not in N2; destruct N2 as [y2 N2]; apply imply_to_and in N2.
      destruct N1 as [H1 N1], N2 as [H2 N2].
      destruct (Rle_dec (f y1) (f y2)) as [C|C].
      * destruct (L y2 H2) as (z & [Sz|Tz] & Hz); [apply N1|apply N2]; exists z; split; auto; lra.
      * destruct (L y1 H1) as (z & [Sz|Tz] & Hz); [apply N1|apply N2]; exists z; split; auto; lra.
  - intros y Hy; exists y; split; auto; lra.
  - exists b; split; auto; intros y Hy; apply le_epsilon; intros e He.
    destruct (U b e Hb He) as (r & Hr & Near).
    destruct (L r Hr y Hy) as (z & [Hz Dz] & Fz); specialize (Near z Hz Dz); lra.
Qed.

Definition continuous_on_cube {d} (f : fn d) := forall x e, cube x -> 0 < e ->
  exists r, 0 < r /\ forall y, cube y -> l1 x y < r -> Rabs (f x - f y) < e.

Theorem continuous_has_vis d (f : fn d) : continuous_on_cube f -> has_vis f.
Proof.
  intros C; destruct (usc_attains_max d f) as (b & Hb).
  { intros x e Hx He; destruct (C x e Hx He) as (r & Hr & Near); exists r; split; auto.
    intros y Hy Dy; specialize (Near y Hy Dy); apply Rabs_def2 in Near; lra. }
  destruct (usc_attains_max d (fun x => - f x)) as (a & Ha & Hmin).
  { intros x e Hx He; destruct (C x e Hx He) as (r & Hr & Near); exists r; split; auto.
    intros y Hy Dy; specialize (Near y Hy Dy); apply Rabs_def2 in Near; lra. }
  exists a, b, (f a), (f b); split; [|auto].
  split; auto; intros x Hx; specialize (Hmin x Hx); lra.
Qed.
