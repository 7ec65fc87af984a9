(** The indistinguishability lemma with help: whatever is asked, two members with the same visualization give
    the same replies, and at some x one is nearly the greatest, the other nearly the least. *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Statements HelpStatements Points Visualizations Help.
Open Scope R_scope.

(** a pair of members that show the same, and about which [same] is true *)
Definition apart {d} (C : class d) (same : fn d -> fn d -> Prop) h f1 f2 a b m M x :=
  C f1 /\ C f2 /\ unique_Phi f1 a b m M /\ unique_Phi f2 a b m M /\ same f1 f2 /\ m < M /\ cube x /\
  M - h * (M - m) <= f1 x /\ f2 x <= m + h * (M - m).
Definition ambiguous_despite {d} (H : help d) (C : class d) := forall B (D : asker d B), allowed H D ->
  forall h, 0 < h < 1/2 -> exists f1 f2 a b m M x,
    apart C (fun f1 f2 => D a b m M f1 = D a b m M f2) h f1 f2 a b m M x.

Section Ambiguous.
Context {d : nat}.
Implicit Types (C : class d) (H : help d).

Lemma ambiguous_despite_sub H C C' : (forall f, C f -> has_vis f -> C' f) -> ambiguous_despite H C -> ambiguous_despite H C'.
Proof.
  intros S F B D A h Hh; destruct (F B D A h Hh) as (f1 & f2 & a & b & m & M & x & C1 & C2 & U1 & U2 & R).
  exists f1, f2, a, b, m, M, x; split; [|split; [|split; auto]]; apply S; auto; exists a, b, m, M; [apply U1|apply U2].
Qed.
Lemma ambiguous_despite_le H H' C : le_help H H' -> ambiguous_despite H' C -> ambiguous_despite H C.
Proof. intros L F B D A; apply F; eauto using allowed_le. Qed.

Lemma ambiguous_despite_not_within H C T : ambiguous_despite H C -> tie_rule C T ->
  forall eps, eps < 1/2 -> ~ within_with H C T eps.
Proof.
  intros HF HT eps He (D & A & HD); pose (h := Rmin (1/4) ((1/2 - eps) / 2)).
  assert (Hh : 0 < h <= 1/4 /\ h <= (1/2 - eps) / 2).
  { split; [split; [apply Rmin_glb_lt; lra|apply Rmin_l]|apply Rmin_r]. }
  destruct (HF _ D A h ltac:(lra)) as (f1 & f2 & a & b & m & M & x & C1 & C2 & U1 & U2 & E & Hm & Hx & G1 & G2).
  destruct (unique_Phi_shown _ _ _ _ _ _ _ HT C1 U1) as (T1 & E1 & E1').
  destruct (unique_Phi_shown _ _ _ _ _ _ _ HT C2 U2) as (T2 & E2 & E2').
  pose proof (HD _ _ _ C1 T1 x Hx) as B1; pose proof (HD _ _ _ C2 T2 x Hx) as B2.
  rewrite E1, E1', E in B1; rewrite E2, E2' in B2.
  set (z := D a b m M f2 x) in *; clearbody z; apply Rabs_le_inv in B1; apply Rabs_le_inv in B2; nra.
Qed.

Theorem indistinguishability_with_help H C : le_help no_help H -> ambiguous_despite H C -> all_no_with H C.
Proof.
  intros HN HF; split; [|split; [|split]]; intros T HT.
  - intros E; apply (ambiguous_despite_not_within H C T HF HT 0); [lra|]; apply exact_within_with_0, E.
  - intros E; apply (ambiguous_despite_not_within H C T HF HT (1/4)); [lra|]; apply E; lra.
  - intros (D & A & HD).
    destruct (HF _ D A (1/4)) as (f1 & f2 & a & b & m & M & x & C1 & C2 & U1 & U2 & E & Hm & Hx & G1 & G2); [lra|].
    destruct (unique_Phi_shown _ _ _ _ _ _ _ HT C1 U1) as (T1 & E1 & E1').
    destruct (unique_Phi_shown _ _ _ _ _ _ _ HT C2 U2) as (T2 & E2 & E2').
    pose proof (proj1 (HD _ _ _ C1 T1 x Hx)) as B1; pose proof (proj2 (HD _ _ _ C2 T2 x Hx)) as B2.
    rewrite E1, E1', E in B1; rewrite E2, E2' in B2; unfold mid in *.
    assert (true = false) by (rewrite <- B1, <- B2; auto; lra). discriminate.
  - intros eps Hp; split; intros He.
    + destruct (Rle_dec (1/2) eps); auto; exfalso.
      apply (ambiguous_despite_not_within H C T HF HT eps); auto; lra.
    + apply (within_le_help no_help); auto; apply within_no_help, (within_le _ _ (1/2)); auto using within_half.
Qed.

(** ** Two members that show the same and give the same replies, on different sides of mid at some x *)
Definition confused_despite H C := forall B (D : asker d B), allowed H D -> exists f1 f2 a b m M x,
  C f1 /\ C f2 /\ unique_Phi f1 a b m M /\ unique_Phi f2 a b m M /\
  D a b m M f1 = D a b m M f2 /\ cube x /\ f2 x < mid m M < f1 x.
Lemma confused_never_exact_with H C : confused_despite H C -> never (exact_with H) C.
Proof.
  intros HC T HT (D & A & HD).
  destruct (HC _ D A) as (f1 & f2 & a & b & m & M & x & C1 & C2 & U1 & U2 & E & Hx & G).
  destruct (unique_Phi_shown _ _ _ _ _ _ _ HT C1 U1) as (T1 & E1 & E1').
  destruct (unique_Phi_shown _ _ _ _ _ _ _ HT C2 U2) as (T2 & E2 & E2').
  pose proof (HD _ _ _ C1 T1 x Hx) as B1; pose proof (HD _ _ _ C2 T2 x Hx) as B2.
  rewrite E1, E1', E in B1; rewrite E2, E2' in B2; lra.
Qed.
Lemma confused_never_side_with H C : confused_despite H C -> never (side_with H) C.
Proof.
  intros HC T HT (S & A & HS).
  destruct (HC _ S A) as (f1 & f2 & a & b & m & M & x & C1 & C2 & U1 & U2 & E & Hx & G).
  destruct (unique_Phi_shown _ _ _ _ _ _ _ HT C1 U1) as (T1 & E1 & E1').
  destruct (unique_Phi_shown _ _ _ _ _ _ _ HT C2 U2) as (T2 & E2 & E2').
  pose proof (proj1 (HS _ _ _ C1 T1 x Hx)) as B1; pose proof (proj2 (HS _ _ _ C2 T2 x Hx)) as B2.
  rewrite E1, E1', E in B1; rewrite E2, E2' in B2.
  assert (true = false) by (rewrite <- B1, <- B2; auto; lra). discriminate.
Qed.

(** ** Families that settle: f_s looks the same to each single question once s is small enough, and so it
    gives the same replies to all of them for all small s *)
Definition settles {Q} (same : Q -> fn d -> fn d -> Prop) (family : R -> fn d) := forall q,
  exists s0, 0 < s0 /\ forall s, 0 < s <= s0 -> same q (family s0) (family s).

Lemma settled_replies B Q same (family : R -> fn d) (s : strategy Q (fn d) B) : settles same family -> respects same s ->
  exists s0, 0 < s0 /\ forall s1, 0 < s1 <= s0 -> play whole s (family s1) = play whole s (family s0).
Proof.
  intros HF; induction s as [b|q next IH]; simpl.
  - intros _; exists 1; split; [lra|auto].
  - intros [Hn Hl]; destruct (HF q) as (t0 & Ht0 & N).
    destruct (IH (family t0) (Hl _)) as (t1 & Ht1 & E).
    assert (P : forall t, 0 < t <= Rmin t0 t1 ->
      play whole (next (whole (family t) q)) (family t) = play whole (next (family t0)) (family t1)).
    { intros t Ht; pose proof (Rmin_l t0 t1); pose proof (Rmin_r t0 t1).
      unfold whole at 2; rewrite <- (Hn (family t0) (family t)) by (apply N; lra). apply E; lra. }
    exists (Rmin t0 t1); split; [apply Rmin_glb_lt; auto|].
    intros t Ht; rewrite !P; auto; lra.
Qed.

(** such a family whose small members all show the same, any two of them far apart somewhere, makes a class ambiguous *)
Lemma settling_ambiguous Q same C (family : R -> R -> fn d) a b m M : m < M ->
  (forall h, 0 < h < 1/2 -> settles same (family h) /\
    forall s0, 0 < s0 -> exists s1 s2 x, 0 < s1 <= s0 /\ 0 < s2 <= s0 /\
      apart C (fun _ _ => True) h (family h s1) (family h s2) a b m M x) ->
  ambiguous_despite (asking (Q := Q) same) C.
Proof.
  intros HmM HF B D A h Hh; destruct (HF h Hh) as [S P]; destruct (A a b m M) as (s & Hs & Es).
  destruct (settled_replies B Q same (family h) s S Hs) as (s0 & H0 & E).
  destruct (P s0 H0) as (s1 & s2 & x & H1 & H2 & C1 & C2 & U1 & U2 & _ & R).
  exists (family h s1), (family h s2), a, b, m, M, x.
  do 4 (split; auto); split; [rewrite !Es, (E s1), (E s2); auto|exact R].
Qed.
End Ambiguous.
