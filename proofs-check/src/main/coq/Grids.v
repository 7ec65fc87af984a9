(** L-Lipschitz functions: their values at finitely many inputs leave an error of L times the covering radius of these,
    and grids have any covering radius. *)
Require Import Reals Lra Lia List Psatz.
From Eyewitness Require Import Statements HelpStatements Points Distances Blends Envelope Help.
Open Scope R_scope.

(** ** A fixed list of inputs *)
Fixpoint ask_all {d B} (P : list (input d)) (k : list R -> B) : strategy (input d) R B :=
  match P with nil => Answer (k nil) | p :: P => Ask p (fun y => ask_all P (fun ys => k (y :: ys))) end.
Lemma play_ask_all d B (P : list (input d)) : forall (k : list R -> B) f, play value (ask_all P k) f = k (map (value f) P).
Proof. induction P as [|p P IH]; simpl; auto; intros k f; rewrite IH; auto. Qed.

Lemma at_most_ask_all d B (P : list (input d)) : forall k : list R -> B, at_most (length P) (ask_all P k).
Proof. induction P as [|p P IH]; simpl; auto. Qed.

(** guess the value at the first of them within rho *)
Fixpoint nearest {d} (dist : point d -> point d -> R) rho (P : list (input d)) (ys : list R) (x : point d) : R :=
  match P, ys with
  | p :: P, y :: ys => if Rle_dec (dist x (proj1_sig p)) rho then y else nearest dist rho P ys x
  | _, _ => 0
  end.
Lemma nearest_error d dist L rho (P : list (input d)) f : 0 <= L -> metric dist -> lipschitz dist L f ->
  (forall x, cube x -> exists p, In p P /\ dist x (proj1_sig p) <= rho) ->
  forall x, cube x -> Rabs (f x - nearest dist rho P (map (value f) P) x) <= L * rho.
Proof.
  intros HL Hd F Cover x Hx; destruct (Cover x Hx) as (p0 & I & D); revert I; clear Cover.
  induction P as [|p P IH]; simpl; [intros []|intros I].
  destruct (Rle_dec (dist x (proj1_sig p)) rho) as [N|N].
  - unfold value; pose proof (F x _ Hx (proj2_sig p)); pose proof (F _ x (proj2_sig p) Hx).
    rewrite (dist_sym _ Hd _ x) in H0; apply Rabs_le; nra.
  - apply IH; destruct I as [<-|I]; auto; contradiction.
Qed.

(** ** The grid of the n^d points with coordinates (2i+1)/2n *)
Definition clip z := Rmin 1 (Rmax 0 z).
Lemma clip_range z : 0 <= clip z <= 1.
Proof. unfold clip; cases_min_max; lra. Qed.
Lemma clip_id z : 0 <= z <= 1 -> clip z = z.
Proof. intros; unfold clip; rewrite Rmax_right, Rmin_right; lra. Qed.
Definition cons_pt {d} z (p : {x : point d | cube x}) : {x : point (S d) | cube x} :=
  exist _ ((clip z, proj1_sig p) : point (S d)) (conj (clip_range z) (proj2_sig p)).
Definition tick (n i : nat) : R := (2 * INR i + 1) / (2 * INR n).
Fixpoint grid d n : list (input d) :=
  match d with
  | O => (exist _ tt I : input 0) :: nil
  | S d => flat_map (fun i => map (cons_pt (tick n i)) (grid d n)) (seq 0 n)
  end.

Lemma flat_map_length {A B} (f : A -> list B) n l : (forall x, length (f x) = n) -> length (flat_map f l) = (length l * n)%nat.
Proof. intros H; induction l as [|x l IH]; simpl; auto; rewrite app_length, H, IH; reflexivity. Qed.
Lemma grid_length d n : length (grid d n) = (n ^ d)%nat.
Proof.
  induction d as [|d IH]; [reflexivity|]; cbn [grid Nat.pow].
  rewrite (flat_map_length _ (n ^ d)%nat), seq_length by (intros i; rewrite map_length; exact IH); reflexivity.
Qed.

Lemma tick_near n z : (1 <= n)%nat -> 0 <= z <= 1 -> exists i, (i < n)%nat /\ 0 <= tick n i <= 1 /\
  Rabs (z - tick n i) <= / (2 * INR n).
Proof.
  intros Hn Hz; pose proof (le_INR _ _ Hn) as H1; simpl in H1.
  assert (H : forall j, (j <= n)%nat -> z * INR n <= INR j -> exists i, (i < n)%nat /\ INR i <= z * INR n <= INR i + 1).
  { induction j as [|j IH]; intros Hj Hz'; [exists 0%nat; simpl in *; split; [lia|nra]|].
    destruct (Rle_dec (z * INR n) (INR j)) as [H|H]; [apply IH; [lia|auto]|].
    exists j; rewrite S_INR in Hz'; split; [lia|lra]. }
  destruct (H n) as (i & Hi & E); [auto|nra|]; exists i; split; auto.
  pose proof (le_INR _ _ Hi) as H2; rewrite S_INR in H2; pose proof (pos_INR i).
  assert (Et : tick n i * (2 * INR n) = 2 * INR i + 1) by (unfold tick; field; lra).
  set (t := tick n i) in *; clearbody t.
  split; [split; apply (Rmult_le_reg_r (2 * INR n)); lra|].
  apply (Rmult_le_reg_r (2 * INR n)); [lra|]; rewrite Rinv_l by lra.
  rewrite <- (Rabs_right (2 * INR n)) at 1 by lra; rewrite <- Rabs_mult; apply Rabs_le; lra.
Qed.

Lemma grid_covers d n : (1 <= n)%nat -> forall x : point d, cube x ->
  exists p, In p (grid d n) /\ linf x (proj1_sig p) <= / (2 * INR n).
Proof.
  intros Hn; pose proof (le_INR _ _ Hn) as H1; simpl in H1.
  assert (Hp : 0 < / (2 * INR n)) by (apply Rinv_0_lt_compat; lra).
  induction d as [|d IH]; intros x Hx.
  - eexists; split; [left; reflexivity|]; simpl; lra.
  - destruct Hx as [Hz Hx]; destruct (IH (tl x) Hx) as (p & I & D), (tick_near n (hd x) Hn Hz) as (i & Hi & Ht & E).
    exists (cons_pt (tick n i) p); split.
    + cbn [grid]; apply in_flat_map; exists i; split; [apply in_seq; lia|apply in_map; auto].
    + change (linf x (proj1_sig (cons_pt (tick n i) p))) with (Rmax (Rabs (hd x - clip (tick n i))) (linf (tl x) (proj1_sig p))).
      rewrite clip_id by auto; apply Rmax_lub; auto.
Qed.

(** a natural number beyond z *)
Definition beyond (z : R) : nat := Z.to_nat (up z).
Lemma beyond_gt z : z < INR (S (beyond z)).
Proof.
  unfold beyond; rewrite S_INR, INR_IZR_INZ; destruct (archimed z) as [H _].
  destruct (Z.le_gt_cases 0 (up z)) as [N|N].
  - rewrite Znat.Z2Nat.id by auto; lra.
  - apply IZR_lt in N; assert (0 <= IZR (Z.of_nat (Z.to_nat (up z)))) by (apply IZR_le, Zorder.Zle_0_nat); lra.
Qed.

(** ** Examples tell L-Lipschitz functions to within any share of the range *)
(** ... with a constant that the range tells *)
Theorem lipschitz_by_range_always_approx_with d (dist : point d -> point d -> R) K (L : R -> R -> R) (C : class d) :
  metric dist -> (forall x y, dist x y <= K * l1 x y) -> (forall m M, m < M -> 0 < L m M) ->
  (forall f a b, C f -> is_min f a -> is_max f b -> lipschitz dist (L (f a) (f b)) f) -> always (approx_with examples) C.
Proof.
  intros Hd HK HL HC T HT eps He.
  pose (K' := Rabs K + 1); assert (HK' : 0 < K') by (unfold K'; pose proof (Rabs_pos K); lra).
  pose (rad := fun m M => eps * (M - m) / L m M).
  pose (num := fun m M => beyond (K' * INR d / rad m M)).
  pose (s := fun (a b : point d) m M => if Rlt_dec m M
    then ask_all (grid d (S (num m M))) (nearest dist (rad m M) (grid d (S (num m M))))
    else Answer (fun _ : point d => m)).
  exists (fun a b m M => play value (s a b m M)); split.
  { intros a b m M; exists (s a b m M); auto. }
  intros f a b Cf Tf x Hx.
  destruct (rule_sound _ _ HT f a b Cf Tf) as [[Ha Hmin] [Hb Hmax]].
  unfold s; destruct (Rlt_dec (f a) (f b)) as [N|N].
  - rewrite play_ask_all.
    pose proof (HL _ _ N) as L0; assert (Hr : 0 < rad (f a) (f b)) by (unfold rad; apply Rdiv_lt_0_compat; nra).
    replace (eps * (f b - f a)) with (L (f a) (f b) * rad (f a) (f b)) by (unfold rad; field; lra).
    apply nearest_error; auto; [lra|apply HC; [auto|split; auto|split; auto]|].
    intros y Hy; destruct (grid_covers d (S (num (f a) (f b))) ltac:(lia) y Hy) as (p & I & D).
    exists p; split; auto; eapply Rle_trans; [apply HK|].
    pose proof (l1_nonneg y (proj1_sig p)); pose proof (Rle_abs K); pose proof (pos_INR d).
    pose proof (l1_le_linf d y (proj1_sig p)) as D1.
    pose proof (beyond_gt (K' * INR d / rad (f a) (f b))) as Hn; fold (num (f a) (f b)) in Hn.
    pose proof (lt_0_INR (S (num (f a) (f b))) ltac:(lia)) as Hp.
    set (n := INR (S _)) in *; set (q := rad _ _) in *; clearbody n q.
    apply (Rmult_lt_compat_r q) in Hn; auto.
    replace (K' * INR d / q * q) with (K' * INR d) in Hn by (field; lra).
    assert (D2 : l1 y (proj1_sig p) <= INR d * / n).
    { eapply Rle_trans; [exact D1|apply Rmult_le_compat_l; auto]; eapply Rle_trans; [exact D|].
      apply Rinv_le_contravar; lra. }
    apply Rle_trans with (K' * (INR d * / n)).
    + apply Rle_trans with (K' * l1 y (proj1_sig p)); [apply Rmult_le_compat_r; unfold K'; lra|].
      apply Rmult_le_compat_l; lra.
    + apply (Rmult_le_reg_r n); auto; replace (K' * (INR d * / n) * n) with (K' * INR d) by (field; lra); lra.
  - simpl; specialize (Hmin x Hx); specialize (Hmax x Hx).
    assert (E : f b - f a = 0) by lra; rewrite E; apply Rabs_le; lra.
Qed.
Theorem lipschitz_always_approx_with d (dist : point d -> point d -> R) K L (C : class d) : metric dist ->
  (forall x y, dist x y <= K * l1 x y) -> 0 < L -> (forall f, C f -> lipschitz dist L f) -> always (approx_with examples) C.
Proof. intros Hd HK HL HC; apply (lipschitz_by_range_always_approx_with d dist K (fun _ _ => L)); auto. Qed.
