(** Affine functions: with d - 2 examples at fixed inputs, or with n chosen one by one if 2^n < d, nothing is known better
    than without any. Two members look the same whose weights are on disjoint sets of coordinates. *)
Require Import Reals Lra Lia List Psatz Permutation.
From Eyewitness Require Import Statements HelpStatements Points Visualizations Networks AffineRows Help
  HelpIndistinguishability AffineCount.
Open Scope R_scope.

(** ** Weights on disjoint sets of coordinates *)
Fixpoint nonneg {d} : point d -> Prop := match d with O => fun _ => True | S _ => fun w => 0 <= hd w /\ nonneg (tl w) end.
Definition distribution {d} (w : point d) := nonneg w /\ sum w = 1.
Fixpoint disjoint {d} : point d -> point d -> Prop :=
  match d with O => fun _ _ => True | S _ => fun u v => (hd u = 0 \/ hd v = 0) /\ disjoint (tl u) (tl v) end.
(** 1 where w is positive *)
Fixpoint support {d} : point d -> point d :=
  match d with O => fun _ => tt | S _ => fun w => (if Rlt_dec 0 (hd w) then 1 else 0, support (tl w)) end.

Lemma nonneg_sum d (w : point d) : nonneg w -> 0 <= sum w.
Proof. induction d as [|d IH]; simpl; [intros; lra|]; intros [Hw Hws]; specialize (IH _ Hws); lra. Qed.
Lemma support_cube d (w : point d) : cube (support w).
Proof. induction d as [|d IH]; simpl; auto; split; auto; destruct (Rlt_dec _ _); lra. Qed.
Lemma dot_support d (u : point d) : nonneg u -> dot u (support u) = sum u.
Proof.
  induction d as [|d IH]; simpl; auto; intros [H Hs]; rewrite IH by auto; destruct (Rlt_dec 0 (hd u)); lra.
Qed.
Lemma dot_support_disjoint d (u v : point d) : disjoint u v -> dot v (support u) = 0.
Proof.
  induction d as [|d IH]; simpl; auto; intros [H Hs]; rewrite IH by auto.
  destruct (Rlt_dec 0 (hd u)), H as [H|H]; try rewrite H; lra.
Qed.
Lemma disjoint_sym d (u v : point d) : disjoint u v -> disjoint v u.
Proof. induction d as [|d IH]; simpl; auto; intros [H Hs]; split; [tauto|auto]. Qed.
Lemma disjoint_lin2 d a b (u v w : point d) : disjoint u w -> disjoint v w -> disjoint (lin2 a b u v) w.
Proof.
  induction d as [|d IH]; simpl; auto; intros [[H|H] Hs] [[J|J] Js]; split; auto; left; rewrite H, J; ring.
Qed.
Lemma distribution_lin2 d t (u v : point d) : 0 <= t <= 1 -> distribution u -> distribution v ->
  distribution (lin2 t (1 - t) u v).
Proof.
  intros Ht [Nu Su] [Nv Sv]; split; [clear Su Sv|rewrite sum_lin2, Su, Sv; ring].
  induction d as [|d IH]; simpl in *; auto; split; [nra|apply IH; tauto].
Qed.

(** ** Members: a little weight on every coordinate makes the extremisers unique *)
Section Members.
Context {k : nat}.
Local Notation d := (S (S k)).
Definition member h (u : point d) : fn d := dot (lin2 (1 - h) h u (diag d (/ INR d))).
Lemma member_value h u x : member h u x = (1 - h) * dot u x + h * Points.u x.
Proof. unfold member; rewrite dot_lin2; reflexivity. Qed.
Lemma member_unique_Phi h u : 0 < h < 1 -> distribution u -> unique_Phi (member h u) (diag d 0) (diag d 1) 0 1.
Proof.
  intros Hh [Nu Su]; apply dot_unique_Phi.
  - assert (P : positive (diag d (/ INR d))) by apply w_pos.
    generalize dependent (diag d (/ INR d)); clear Su; revert u Nu; generalize d; intros n.
    induction n as [|n IH]; simpl; auto; intros u [H Hs] w [Hw Hws]; split; [nra|auto].
  - rewrite sum_lin2, Su, sum_diag, Rinv_r by (apply not_0_INR; discriminate); ring.
Qed.
Lemma members_apart (same : fn d -> fn d -> Prop) h u v : 0 < h < 1/2 -> distribution u -> distribution v -> disjoint u v ->
  same (member h u) (member h v) ->
  apart affine same h (member h u) (member h v) (diag d 0) (diag d 1) 0 1 (support u).
Proof.
  intros Hh Du Dv D E; pose proof (support_cube d u) as C; pose proof (u_range _ C).
  do 2 (split; [apply dot_affine|]); do 2 (split; [apply member_unique_Phi; auto; lra|]).
  split; [exact E|split; [lra|split; [exact C|]]]; rewrite !member_value.
  rewrite dot_support, dot_support_disjoint by (auto; apply Du); rewrite (proj2 Du); split; nra.
Qed.
End Members.

(** ** Inputs that are fixed by the visualization *)
Fixpoint plus_part {d} : point d -> point d := match d with O => fun _ => tt | S _ => fun z => (relu (hd z), plus_part (tl z)) end.
Fixpoint opp {d} : point d -> point d := match d with O => fun _ => tt | S _ => fun z => (- hd z, opp (tl z)) end.
Lemma parts d (z : point d) : nonneg (plus_part z) /\ disjoint (plus_part z) (plus_part (opp z)) /\
  (forall x, dot (plus_part z) x - dot (plus_part (opp z)) x = dot z x) /\ (z <> diag d 0 -> sum (plus_part z) + sum (plus_part (opp z)) <> 0).
Proof.
  assert (N : forall n (z : point n), nonneg (plus_part z)).
  { induction n as [|n IH]; simpl; auto; intros y; split; [apply Rmax_l|auto]. }
  split; [apply N|split; [|split]].
  - induction d as [|d IH]; simpl; auto; split; auto; destruct (Rle_dec 0 (hd z)); [right|left]; apply relu_neg; lra.
  - intros x; induction d as [|d IH]; simpl; [lra|]; specialize (IH (tl z) (tl x)).
    pose proof (relu_difference (hd z)) as E; apply (f_equal (fun r => r * hd x)) in E; lra.
  - intros Nz E; apply Nz; revert E; clear Nz; induction d as [|d IH]; simpl; [destruct z; auto|]; intros E.
    pose proof (nonneg_sum d _ (N d (tl z))); pose proof (nonneg_sum d _ (N d (opp (tl z)))).
    pose proof (Rmax_l 0 (hd z)); pose proof (Rmax_r 0 (hd z)); pose proof (Rmax_l 0 (- hd z)); pose proof (Rmax_r 0 (- hd z)).
    unfold relu in E; destruct z as [z zs]; simpl in *; rewrite (IH zs) by lra; f_equal; lra.
Qed.

Theorem affine_ambiguous_despite_fixed k : ambiguous_despite (fixed_examples_n k) (@affine (S (S k))).
Proof.
  intros B D A h Hh; set (d := S (S k)) in *; destruct (A (diag d 0) (diag d 1) 0 1) as (P & g & HP & Eg).
  destruct (kernel d (diag d 1 :: map (@proj1_sig _ _) P)) as (z & Nz & Hz).
  { cbn [length]; rewrite map_length; apply le_n_S, le_n_S, HP. }
  destruct (parts d z) as (N1 & Dj & Diff & Sum); specialize (Sum Nz).
  assert (N2 : nonneg (plus_part (opp z))).
  { clear; induction d as [|n IH]; simpl; auto; split; [apply Rmax_l|auto]. }
  assert (S12 : sum (plus_part z) = sum (plus_part (opp z))).
  { pose proof (Diff (diag d 1)) as E; rewrite (dot_comm d z), (Hz (diag d 1)), !dot_diag in E by (left; auto); lra. }
  set (s := sum (plus_part z)) in *.
  assert (Hs : 0 < s).
  { pose proof (nonneg_sum d _ N1); unfold s in *; lra. }
  assert (Dist : forall p : point d, nonneg p -> sum p = s -> distribution (lin2 (/ s) 0 p p)).
  { intros p Np Sp; split; [|rewrite sum_lin2, Sp; field; lra].
    assert (0 < / s) by (apply Rinv_0_lt_compat; auto); clear -Np H; clearbody s.
    induction d as [|n IH]; simpl in *; auto; split; [nra|apply IH; tauto]. }
  pose (u := lin2 (/ s) 0 (plus_part z) (plus_part z)); pose (v := lin2 (/ s) 0 (plus_part (opp z)) (plus_part (opp z))).
  assert (Duv : disjoint u v).
  { apply disjoint_lin2; apply disjoint_sym, disjoint_lin2; apply disjoint_sym, Dj. }
  assert (Same : forall p, In p P -> value (member h u) p = value (member h v) p).
  { intros p Ip; unfold value; rewrite !member_value; unfold u, v; rewrite !dot_lin2.
    pose proof (Diff (proj1_sig p)) as E; rewrite (dot_comm d z), Hz in E by (right; apply in_map, Ip).
    apply Rminus_diag_uniq in E; unfold d in E |- *; rewrite E; reflexivity. }
  eexists _, _, (diag d 0), (diag d 1), 0, 1, _; apply (members_apart _ h u v); auto; try (apply Dist; auto).
  rewrite !Eg; f_equal; apply map_ext_in; exact Same.
Qed.

(** ** Inputs that are chosen one by one: each question halves a family of disjoint weights *)
Definition family {d} (l : list (point d)) := Forall distribution l /\ ForallOrdPairs disjoint l.

Lemma pairs_perm d (l l' : list (point d)) : Permutation l l' -> ForallOrdPairs disjoint l -> ForallOrdPairs disjoint l'.
Proof.
  induction 1 as [|x l l' P IH|x y l|l l' l'' _ IH _ IH']; intros F; auto.
  - inversion F as [|? ? Fx Fl]; constructor; auto; apply (Permutation_Forall P Fx).
  - inversion F as [|? ? Fx Fl]; inversion Fx; inversion Fl; repeat constructor; auto using disjoint_sym.
Qed.
Lemma family_perm d (l l' : list (point d)) : Permutation l l' -> family l -> family l'.
Proof. intros P [F D]; split; [apply (Permutation_Forall P F)|apply (pairs_perm d l); auto]. Qed.

Lemma least_first {A} (f : A -> R) x l : exists y r, Permutation (x :: l) (y :: r) /\ Forall (fun w => f y <= f w) r.
Proof.
  revert x; induction l as [|x' l IH]; intros x; [exists x, nil; auto|].
  destruct (IH x') as (y & r & P & F); destruct (Rle_dec (f x) (f y)) as [C|C].
  - exists x, (y :: r); split; [constructor; auto|constructor; auto].
    eapply Forall_impl; [|exact F]; simpl; intros; lra.
  - exists y, (x :: r); split; [|constructor; [lra|auto]].
    eapply perm_trans; [apply perm_skip, P|apply perm_swap].
Qed.

(** what holds for mixtures too *)
Definition mixing {d} (K : point d -> Prop) := forall t u v, 0 <= t <= 1 -> K u -> K v -> K (lin2 t (1 - t) u v).
Lemma mixing_disjoint d (w : point d) : mixing (fun u => disjoint u w).
Proof. intros t u v _; apply disjoint_lin2. Qed.
Lemma mixing_value d (x : point d) c : mixing (fun u => dot u x = c).
Proof. intros t u v _ E E'; rewrite dot_lin2, E, E'; ring. Qed.

(** between two members there is a mixture of any value between theirs *)
Lemma between_two d (q u v : point d) y : dot u q <= y <= dot v q ->
  exists w, dot w q = y /\ forall K, mixing K -> K u -> K v -> K w.
Proof.
  intros Hy; destruct (Req_dec (dot u q) (dot v q)) as [E|N]; [exists u; split; auto; lra|].
  pose (t := (dot v q - y) / (dot v q - dot u q)).
  assert (Et : t * (dot v q - dot u q) = dot v q - y) by (unfold t; field; lra).
  assert (Ht : 0 <= t <= 1) by (clearbody t; split; nra).
  exists (lin2 t (1 - t) u v); split; [rewrite dot_lin2; nra|auto].
Qed.

(** the least and the greatest are mixed, then those between them, all to the same value *)
Lemma halve d (q : point d) n : forall l lo hi, (length l <= n)%nat -> family l -> lo <= hi ->
  Forall (fun u => lo <= dot u q <= hi) l -> exists y l', lo <= y <= hi /\ family l' /\ (length l <= 2 * length l')%nat /\
    Forall (fun u => dot u q = y) l' /\ forall K, mixing K -> Forall K l -> Forall K l'.
Proof.
  induction n as [|n IH]; intros l lo hi Hn Fl Hlh Hl.
  - destruct l; [|simpl in Hn; lia]; exists lo, nil; repeat split; auto; try lra; constructor.
  - destruct l as [|x l]; [exists lo, nil; repeat split; auto; try lra; constructor|].
    destruct (least_first (fun u => dot u q) x l) as (u & r & P1 & Min).
    pose proof (family_perm d _ _ P1 Fl) as F1; pose proof (Permutation_Forall P1 Hl) as H1.
    pose proof (Permutation_length P1) as L1; simpl in L1, Hn.
    destruct r as [|x' r].
    + inversion H1; subst; exists (dot u q), (u :: nil); split; [auto|split; [auto|split; [simpl in *; lia|split; [auto|]]]].
      intros K _ Fw; apply (Permutation_Forall P1 Fw).
    + destruct (least_first (fun u => - dot u q) x' r) as (v & r' & P2 & Max).
      assert (P3 : Permutation (x :: l) (u :: v :: r')) by (eapply perm_trans; [exact P1|apply perm_skip, P2]).
      pose proof (family_perm d _ _ P3 Fl) as [F3 D3]; pose proof (Permutation_Forall P3 Hl) as H3.
      pose proof (Permutation_length P3) as L3; simpl in L3.
      pose proof (Permutation_Forall P2 Min) as Min'.
      inversion F3 as [|? ? Fu F4]; subst; inversion F4 as [|? ? Fv Fr]; subst.
      inversion D3 as [|? ? Du D4]; subst; inversion D4 as [|? ? Dv Dr]; subst.
      inversion Du as [|? ? Duv Dur]; subst; inversion H3 as [|? ? Hu H4]; subst; inversion H4 as [|? ? Hv Hr]; subst.
      inversion Min' as [|? ? Muv Mr]; subst.
      destruct (IH r' (dot u q) (dot v q)) as (y & l' & Hy & F' & L' & E' & Mix); [lia|split; auto|auto| |].
      { rewrite Forall_forall in *; intros w Iw; specialize (Mr w Iw); specialize (Max w Iw); lra. }
      destruct (between_two d q u v y Hy) as (w & Ew & Mixw).
      exists y, (w :: l'); split; [lra|split; [|split; [simpl in *; lia|split; [constructor; auto|]]]].
      * split; [constructor; [apply Mixw; auto using distribution_lin2; intros t p p' Ht; apply distribution_lin2, Ht|apply F']|].
        constructor; [|apply F'].
        assert (Dis : forall p, Forall (disjoint p) r' -> Forall (fun p' => disjoint p' p) l').
        { intros p Fp; apply (Mix (fun p' => disjoint p' p) (mixing_disjoint d p)).
          eapply Forall_impl; [|exact Fp]; intros; apply disjoint_sym; auto. }
        pose proof (Dis u Dur) as A; pose proof (Dis v Dv) as A'; rewrite Forall_forall in *; intros p Ip.
        apply (Mixw (fun p' => disjoint p' p) (mixing_disjoint d p)); apply disjoint_sym; auto.
      * intros K HK Fw; pose proof (Permutation_Forall P3 Fw) as Fw'; inversion Fw' as [|? ? A B]; subst; inversion B; subst.
        constructor; [apply (Mixw K HK); auto|apply (Mix K HK); auto].
Qed.

Lemma nonneg_dot d (w x : point d) : nonneg w -> cube x -> 0 <= dot w x <= sum w.
Proof. induction d as [|d IH]; simpl; [intros; lra|]; intros [Hw Hws] [Hx Hxs]; specialize (IH _ _ Hws Hxs); nra. Qed.

Lemma asking_halves k B h (s : strategy (input (S (S k))) R B) : forall n l, at_most n s -> family l -> (2 ^ n < length l)%nat ->
  exists u v, distribution u /\ distribution v /\ disjoint u v /\ play value s (member h u) = play value s (member h v) /\
    forall K, mixing K -> Forall K l -> K u /\ K v.
Proof.
  induction s as [b|q next IH]; intros n l An Fl Hn.
  - destruct l as [|u [|v l]]; simpl in Hn; try (pose proof (Nat.pow_nonzero 2 n ltac:(lia)); lia).
    destruct Fl as [F D]; inversion F as [|? ? Fu F']; inversion F'; inversion D as [|? ? Dx D']; inversion Dx; subst.
    exists u, v; do 3 (split; [auto|]); split; [auto|intros K _ FK; inversion FK as [|? ? K1 FK']; inversion FK'; auto].
  - destruct n as [|n]; [destruct An|]; cbn [at_most] in An.
    destruct (halve _ (proj1_sig q) (length l) l 0 1) as (y & l' & _ & F' & L' & E' & Mix); auto; [lra| |].
    { eapply Forall_impl; [|apply (proj1 Fl)]; intros u [Nu Su]; pose proof (nonneg_dot _ u _ Nu (proj2_sig q)); lra. }
    destruct (IH ((1 - h) * y + h * Points.u (proj1_sig q)) n l' (An _) F') as (u & v & Du & Dv & D & E & Mix').
    { rewrite Nat.pow_succ_r' in Hn; lia. }
    destruct (Mix' _ (mixing_value _ (proj1_sig q) y) E') as [Eu Ev].
    exists u, v; do 3 (split; [auto|]); split; [|intros K HK FK; apply Mix'; auto].
    simpl; unfold value at 2 4; rewrite !member_value, Eu, Ev; exact E.
Qed.

(** the unit vectors are such a family *)
Lemma basis_family d : family (basis d).
Proof.
  assert (Z : forall n, nonneg (diag n 0) /\ sum (diag n 0) = 0).
  { induction n as [|n [N Su]]; simpl; [auto|split; [split; [lra|auto]|lra]]. }
  assert (ZD : forall n (e : point n), disjoint (diag n 0) e) by (induction n as [|n IHn]; simpl; auto).
  induction d as [|d [F D]]; [split; constructor|]; cbn [basis]; split.
  - constructor; [split; simpl; destruct (Z d); [split; [lra|auto]|lra]|].
    apply Forall_map; eapply Forall_impl; [|exact F]; intros e [Ne Se]; split; simpl; [split; [lra|auto]|lra].
  - constructor.
    + apply Forall_map, Forall_forall; intros e _; simpl; split; [right; reflexivity|apply ZD].
    + clear F; induction D as [|e l De Dl IH]; simpl; constructor; auto.
      apply Forall_map; eapply Forall_impl; [|exact De]; intros e' He; simpl; auto.
Qed.

Theorem affine_ambiguous_despite_few k n : (2 ^ n < S (S k))%nat -> ambiguous_despite (examples_n n) (@affine (S (S k))).
Proof.
  intros Hn B D A h Hh; destruct (A (diag _ 0) (diag _ 1) 0 1) as (s & Hs & Es).
  destruct (asking_halves k B h s n (basis (S (S k))) Hs (basis_family _)) as (u & v & Du & Dv & Duv & E & _).
  { rewrite basis_length; exact Hn. }
  eexists _, _, (diag _ 0), (diag _ 1), 0, 1, _; apply (members_apart _ h u v); auto; rewrite !Es; exact E.
Qed.
