(** The indistinguishability lemma, which proves a whole row of No (docs/theory.md, section 2: I1, I2, I5). *)
Require Import Reals Lra Psatz.
From Eyewitness Require Import Statements FurtherStatements Points Visualizations.
Open Scope R_scope.

(** two members that show the same, with unique extremisers; at x one is nearly the greatest, the other
    nearly the least *)
Definition ambiguous {d} (C : class d) := forall h, 0 < h < 1/2 ->
  exists f1 f2 a b m M x,
    C f1 /\ C f2 /\ unique_Phi f1 a b m M /\ unique_Phi f2 a b m M /\ m < M /\ cube x /\
    f1 x >= M - h * (M - m) /\ f2 x <= m + h * (M - m).

Lemma ambiguous_at_ambiguous {d} a b m M (C : class d) : m < M -> ambiguous_at C a b m M -> ambiguous C.
Proof.
  intros H A h Hh; destruct (A h Hh) as (f1 & f2 & x & C1 & C2 & U1 & U2 & Hx & G1 & G2).
  exists f1, f2, a, b, m, M, x; do 6 (split; auto); lra.
Qed.

(** a No passes to larger classes *)
Lemma ambiguous_sub {d} (C C' : class d) : (forall f, C f -> has_vis f -> C' f) -> ambiguous C -> ambiguous C'.
Proof.
  intros H HA h Hh; destruct (HA h Hh) as (f1 & f2 & a & b & m & M & x & C1 & C2 & U1 & U2 & G).
  exists f1, f2, a, b, m, M, x.
  split; [|split]; auto; apply H; auto; exists a, b, m, M; [apply U1|apply U2].
Qed.

Section Ambiguous.
Context {d : nat} (C : class d).
Hypothesis HC : ambiguous C.

(** whatever the answer z at x, one of the two members is farther than eps R from it (I1, I5) *)
Lemma ambiguous_pair eps : eps < 1/2 -> exists f1 f2 a b m M x,
  C f1 /\ C f2 /\ unique_Phi f1 a b m M /\ unique_Phi f2 a b m M /\ m < M /\ cube x /\
  forall z, eps * (M - m) < Rabs (f1 x - z) \/ eps * (M - m) < Rabs (f2 x - z).
Proof.
  intros He.
  destruct (HC (Rmin (1/4) ((1/2 - eps) / 4)))
    as (f1 & f2 & a & b & m & M & x & C1 & C2 & U1 & U2 & Hm & Hx & G1 & G2).
  { split; [apply Rmin_glb_lt; lra|]. pose proof (Rmin_l (1/4) ((1/2 - eps) / 4)); lra. }
  pose proof (Rmin_r (1/4) ((1/2 - eps) / 4)) as Hh.
  set (h := Rmin _ _) in *; clearbody h.
  exists f1, f2, a, b, m, M, x; do 6 (split; auto); intros z.
  destruct (Rlt_dec (eps * (M - m)) (Rabs (f1 x - z))) as [|N1]; auto.
  destruct (Rlt_dec (eps * (M - m)) (Rabs (f2 x - z))) as [|N2]; auto; exfalso.
  apply Rnot_lt_le, Rabs_le_inv in N1; apply Rnot_lt_le, Rabs_le_inv in N2; nra.
Qed.

(** theorem 1 *)
Theorem ambiguous_far_from_decoded T : tie_rule C T -> forall (D : decoder d) eps, eps < 1/2 ->
  exists f a b x, C f /\ T f a b /\ f a < f b /\ cube x /\
    eps * (f b - f a) < Rabs (f x - D a b (f a) (f b) x).
Proof.
  intros HT D eps He.
  destruct (ambiguous_pair eps He) as (f1 & f2 & a & b & m & M & x & C1 & C2 & U1 & U2 & Hm & Hx & G).
  destruct (unique_Phi_shown _ _ _ _ _ _ _ HT C1 U1) as (T1 & E1 & E1').
  destruct (unique_Phi_shown _ _ _ _ _ _ _ HT C2 U2) as (T2 & E2 & E2').
  destruct (G (D a b m M x)); [exists f1|exists f2]; exists a, b, x;
    rewrite ?E1, ?E1', ?E2, ?E2'; auto.
Qed.

(** theorem 2 (I2) *)
Theorem ambiguous_side_misjudged : side_misjudged C.
Proof.
  intros T HT D.
  destruct (HC (1/4)) as (f1 & f2 & a & b & m & M & x & C1 & C2 & U1 & U2 & Hm & Hx & G1 & G2); [lra|].
  destruct (unique_Phi_shown _ _ _ _ _ _ _ HT C1 U1) as (T1 & E1 & E1').
  destruct (unique_Phi_shown _ _ _ _ _ _ _ HT C2 U2) as (T2 & E2 & E2').
  destruct (Rle_dec (D a b m M x) (mid m M)) as [N|N]; [exists f1|exists f2];
    exists a, b, x; rewrite ?E1, ?E1', ?E2, ?E2'; repeat split; auto;
    unfold mid in *; [left|right]; lra.
Qed.

Lemma side_misjudged_never_side : side_misjudged C -> never side C.
Proof.
  intros H T HT [D HD].
  destruct (H T HT (fun a b m M x => if D a b m M x then mid m M + 1 else mid m M))
    as (f & a & b & x & Cf & Tf & Hx & G).
  destruct (HD f a b Cf Tf x Hx) as [H1 H2].
  destruct (D a b (f a) (f b) x); destruct G as [[G G']|[G G']];
    first [discriminate (H1 G) | discriminate (H2 G) | lra].
Qed.

Lemma ambiguous_not_within T : tie_rule C T -> forall eps, eps < 1/2 -> ~ within C T eps.
Proof.
  intros HT eps He [D HD].
  destruct (ambiguous_far_from_decoded T HT D eps He) as (f & a & b & x & Cf & Tf & _ & Hx & G).
  specialize (HD f a b Cf Tf x Hx); lra.
Qed.

Theorem indistinguishability : all_no C.
Proof.
  split; [|split; [|split]].
  - intros T HT E; apply (ambiguous_not_within T HT 0); [lra|]; apply exact_within_0, E.
  - intros T HT E; apply (ambiguous_not_within T HT (1/4)); [lra|]; apply E; lra.
  - apply side_misjudged_never_side, ambiguous_side_misjudged.
  - intros T HT eps Hp; split; intros He.
    + destruct (Rle_dec (1/2) eps); auto; exfalso; apply (ambiguous_not_within T HT eps); auto; lra.
    + apply (within_le _ _ (1/2)); auto using within_half.
Qed.

(** the whole tie sets do not help *)
Theorem ambiguous_tie_sets D : sees_tie_sets C D -> forall eps, eps < 1/2 ->
  ~ forall f a b m M, C f -> Phi f a b m M -> forall x, cube x -> Rabs (f x - D f x) <= eps * (M - m).
Proof.
  intros HD eps He B.
  destruct (ambiguous_pair eps He) as (f1 & f2 & a & b & m & M & x & C1 & C2 & U1 & U2 & Hm & Hx & G).
  pose proof (HD f1 f2 C1 C2 (unique_Phi_same_tie_sets _ _ _ _ _ _ U1 U2) x Hx) as E.
  pose proof (B f1 a b m M C1 (proj1 U1) x Hx) as B1.
  pose proof (B f2 a b m M C2 (proj1 U2) x Hx) as B2.
  rewrite E in B1; destruct (G (D f2 x)); lra.
Qed.

(** nor does a rule that breaks ties by a function of f *)
Theorem ambiguous_selection sel :
  (forall f, C f -> has_vis f -> is_min f (fst (sel f)) /\ is_max f (snd (sel f))) ->
  forall eps, eps < 1/2 -> ~ exists D : decoder d, forall f, C f -> has_vis f -> forall x, cube x ->
    let a := fst (sel f) in let b := snd (sel f) in Rabs (f x - D a b (f a) (f b) x) <= eps * (f b - f a).
Proof.
  intros Hs eps He [D HD]; apply (ambiguous_not_within _ (selection_tie_rule C sel Hs) eps He).
  exists D; intros f a b Cf [Hv E] x Hx; specialize (HD f Cf Hv x Hx); rewrite E in HD; exact HD.
Qed.
End Ambiguous.
