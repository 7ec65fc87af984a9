(** Theorem 1 with its exact constant, attained by a member: rows 1-3 and 5-7 (T1, I4). Classical logic is used for
    one question only: does what was decoded err by less than half the range on f0, or not? *)
Require Import Reals Lra List Psatz Classical.
From Eyewitness Require Import Statements FurtherStatements HelpStatements Points Visualizations Networks Blends TrainedNetworks.
Open Scope R_scope.

(** f0 itself is R/2 away from g; or g is above mid where f0 is near M, and another member is near m there *)
Lemma half_range_from_any_guess d (Q : fn d -> Prop) f0 m M (g : fn d) : m < M -> Q f0 ->
  (forall v0, m <= v0 < M -> exists x, cube x /\ v0 < f0 x /\
    forall h, 0 < h < (M - m) / 2 -> exists f, Q f /\ f x <= m + h) ->
  exists f, Q f /\ sup_at_least (fun x => f x - g x) ((M - m) / 2).
Proof.
  intros HmM Q0 H.
  destruct (classic (exists B, B < (M - m) / 2 /\ forall x, cube x -> Rabs (f0 x - g x) <= B))
    as [(B & HB & Err)|N].
  - destruct (H (Rmax m (M - ((M - m) / 2 - B)))) as (x & Hx & Ex & Hf).
    { split; [apply Rmax_l|apply Rmax_lub_lt; lra]. }
    pose proof (Rmax_r m (M - ((M - m) / 2 - B))).
    pose proof (Err x Hx) as Ee; apply Rabs_le_inv in Ee.
    assert (Hg : mid m M < g x) by (unfold mid; lra).
    pose (h := Rmin (g x - mid m M) ((M - m) / 4)).
    assert (Hh : 0 < h) by (apply Rmin_glb_lt; lra).
    assert (Hh1 : h <= g x - mid m M) by apply Rmin_l.
    assert (Hh2 : h <= (M - m) / 4) by apply Rmin_r.
    destruct (Hf h) as (f & Qf & Hfx); [lra|].
    exists f; split; auto; apply (sup_at_least_at _ x); auto.
    rewrite Rabs_minus_sym; eapply Rle_trans; [|apply Rle_abs].
    unfold mid in *; lra.
  - exists f0; split; auto; intros B HB E; apply N; exists B; auto.
Qed.

(** one visualization with unique extremisers defeats every decoder *)
Definition defeats {d} (C : class d) := exists a b m M, m < M /\ forall g : fn d,
  exists f, C f /\ unique_Phi f a b m M /\ sup_at_least (fun x => f x - g x) ((M - m) / 2).

Lemma defeats_half_range_attained d (C : class d) : defeats C -> half_range_attained (without_ties C).
Proof.
  intros (a & b & m & M & HmM & H) T HT D.
  destruct (H (D a b m M)) as (f & Cf & U & S).
  assert (Cf' : without_ties C f) by (split; eauto).
  destruct (unique_Phi_shown _ _ _ _ _ _ _ HT Cf' U) as (Tf & Ea & Eb).
  exists f, a, b; rewrite Ea, Eb; auto.
Qed.

Lemma defeats_sub d (C C' : class d) : (forall f, C f -> has_vis f -> C' f) -> defeats C -> defeats C'.
Proof.
  intros I (a & b & m & M & HmM & H); exists a, b, m, M; split; auto; intros g.
  destruct (H g) as (f & Cf & U & S); exists f; split; auto.
  apply I; auto; exists a, b, m, M; apply U.
Qed.

(** rows 2 and 3, by surgery *)
Lemma trained_network_defeats k (P : list (point (S k))) risk :
  in_cube P -> (exists f, trained_network P risk f) -> defeats (trained_network P risk).
Proof.
  intros HP (g0 & Hg); destruct (room_for_extremisers k P g0) as (a & b & m & M & Ha & Hb & Nab & Na & Nb & HmM & Hv).
  destruct (trained_peak_dip _ P risk g0 a b m M) as (f0 & E0 & U); auto.
  exists a, b, m, M; split; auto; intros g.
  destruct (half_range_from_any_guess _ (fun f => trained_network P risk f /\ unique_Phi f a b m M) f0 m M g)
    as (f & [Tf Uf] & Sup); eauto.
  intros v0 Hv0.
  destruct (trained_network_surgery _ P risk f0 a b m M v0 HP E0 (proj1 U) Hv0) as (x & Hx & _ & Ex & H).
  exists x; split; [auto|split; [lra|]]; intros h Hh.
  destruct (H h Hh) as (_ & f & _ & Tf & _ & Pf & _ & Sf & _ & _ & G).
  exists f; split; auto; split; auto; apply (same_tie_sets_unique_Phi f0); auto.
Qed.

Lemma network_defeats k : defeats (@network (S k)).
Proof.
  apply (defeats_sub _ (trained_network nil (fun _ => 0))); [intros f H _; apply trained_on_nothing, H|].
  apply trained_network_defeats; [intros ? []|apply trained_on_nothing_inhabited].
Qed.

(** rows 6 and 7, by a blend with its kink beside x *)
Lemma convex_monotone_defeats k : defeats (@convex_monotone (S k)).
Proof.
  exists (diag (S k) 0), (diag (S k) 1), 0, 1; split; [lra|]; intros g.
  pose (Q := fun f => @convex_monotone (S k) f /\ unique_Phi f (diag (S k) 0) (diag (S k) 1) 0 1).
  destruct (half_range_from_any_guess _ Q (profile (convex_blend 1 (1/2))) 0 1 g) as (f & [Cf Uf] & Sup);
    [lra|apply convex_blend_profile; lra| |exists f; auto].
  intros v0 Hv0; pose (v := (1 + v0) / 2).
  assert (Hv : 1/2 <= v < 1 /\ v0 < v) by (unfold v; lra); clearbody v.
  exists (diag (S k) v); split; [apply cube_diag; lra|].
  split; [unfold profile; rewrite u_diag; unfold convex_blend; rewrite Rmax_right; lra|].
  intros h Hh.
  assert (En : / (1 - v) * (1 - v) = 1) by (field; lra).
  exists (profile (convex_blend (/ (1 - v)) h)); split; [apply convex_blend_profile; nra|].
  unfold profile; rewrite u_diag, convex_blend_below_kink by lra; nra.
Qed.
