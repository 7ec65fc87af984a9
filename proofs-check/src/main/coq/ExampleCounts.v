(** How many examples an L-Lipschitz function needs beside its visualization, in the distance of linf: about
    (L / (eps (M-m)))^d, up to a constant to the power of d from above and from below. *)
Require Import Reals Lra Lia List Psatz.
From Eyewitness Require Import Statements FurtherStatements HelpStatements Points Distances Visualizations Envelope Help Grids
  CoveringRadius.
Open Scope R_scope.

(** ** From above: the grid *)
Theorem grid_suffices k L (a b : point (S k)) m M eps n : 0 < L -> m < M -> (1 <= n)%nat ->
  L <= 2 * INR n * (eps * (M - m)) ->
  always (fun C T => within_with (examples_n (n ^ S k)) C T eps) (fun f => lipschitz linf L f /\ unique_Phi f a b m M).
Proof.
  intros HL HmM Hn E T HT; pose proof (le_INR _ _ Hn) as H1; simpl in H1.
  pose (s := ask_all (grid (S k) n) (nearest linf (/ (2 * INR n)) (grid (S k) n))).
  exists (fun _ _ _ _ => play value s); split.
  - intros _ _ _ _; exists s; split; [|auto]; rewrite <- grid_length; apply at_most_ask_all.
  - intros f a' b' [F U] Tf x Hx; destruct (rule_sound _ _ HT f a' b' (conj F U) Tf) as [Hmin Hmax].
    destruct U as (P & U1 & U2); rewrite (U1 a' Hmin), (U2 b' Hmax); destruct P as (_ & _ & -> & ->).
    unfold s; rewrite play_ask_all; eapply Rle_trans.
    + apply (nearest_error (S k) linf L (/ (2 * INR n))); auto using linf_metric; [lra|apply grid_covers, Hn].
    + apply (Rmult_le_reg_r (2 * INR n)); [lra|].
      replace (L * / (2 * INR n) * (2 * INR n)) with L by (field; lra); lra.
Qed.

(** ** From below: n points leave room *)
(** disjoint subsets of a list *)
Lemma filter_split {A} (c : A -> bool) P : (length (filter c P) + length (filter (fun p => negb (c p)) P) = length P)%nat.
Proof. induction P as [|p P IH]; simpl; auto; destruct (c p); simpl; lia. Qed.
Lemma filter_of_others {A} (c c' : A -> bool) P : (forall p, In p P -> c p = true -> c' p = true -> False) ->
  filter c (filter (fun p => negb (c' p)) P) = filter c P.
Proof.
  induction P as [|p P IH]; intros H; simpl; auto.
  assert (I : filter c (filter (fun p => negb (c' p)) P) = filter c P) by (apply IH; intros q Iq; apply H; right; auto).
  destruct (c' p) eqn:E'; simpl.
  - destruct (c p) eqn:E; auto; destruct (H p (or_introl eq_refl) E E').
  - rewrite I; destruct (c p); auto.
Qed.
Lemma disjoint_parts {A} (c : nat -> A -> bool) n K (P : list A) :
  (forall i j p, (i < j)%nat -> c i p = true -> c j p = true -> False) ->
  (forall i, (i < K)%nat -> (n <= length (filter (c i) P))%nat) -> (K * n <= length P)%nat.
Proof.
  intros D; revert P; induction K as [|K IH]; intros P H; [lia|].
  pose proof (filter_split (c K) P) as S; pose proof (H K ltac:(lia)) as HK.
  assert (Q : (K * n <= length (filter (fun p => negb (c K p)) P))%nat); [|simpl; lia].
  apply IH; intros i Hi; rewrite filter_of_others; [apply H; lia|].
  intros p _; apply D; lia.
Qed.
Lemma some_small_part {A} (c : nat -> A -> bool) n K (P : list A) :
  (forall i j p, (i < j)%nat -> c i p = true -> c j p = true -> False) -> (length P < K * n)%nat ->
  exists i, (i < K)%nat /\ (length (filter (c i) P) < n)%nat.
Proof.
  intros D HP.
  assert (E : forall J, (exists i, (i < J)%nat /\ (length (filter (c i) P) < n)%nat) \/
    forall i, (i < J)%nat -> (n <= length (filter (c i) P))%nat).
  { induction J as [|J [(i & Hi & S)|IH]]; [right; lia|left; exists i; split; [lia|auto]|].
    destruct (Nat.lt_ge_cases (length (filter (c J) P)) n) as [S|S]; [left; exists J; split; [lia|auto]|right].
    intros i Hi; destruct (Nat.eq_dec i J) as [->|]; [auto|apply IH; lia]. }
  destruct (E K) as [S|S]; auto; pose proof (disjoint_parts c n K P D S); lia.
Qed.

(** of K^d points, 2 rho apart, fewer than K^d points leave one alone *)
Lemma room_among d K rho : 0 < rho -> forall P : list (point d), (length P < K ^ d)%nat ->
  exists x, leq (diag d 0) x /\ leq x (diag d (2 * rho * (INR K - 1))) /\ forall p, In p P -> rho <= linf p x.
Proof.
  intros Hr; induction d as [|d IH]; intros P HP.
  - exists tt; simpl; destruct P as [|p P]; [repeat split; intros p []|simpl in HP; lia].
  - pose (c := fun i (p : point (S d)) => if Rlt_dec (Rabs (hd p - 2 * rho * INR i)) rho then true else false).
    assert (D : forall i j p, (i < j)%nat -> c i p = true -> c j p = true -> False).
    { intros i j p Hij; unfold c; destruct (Rlt_dec (Rabs (hd p - 2 * rho * INR i)) rho) as [A|]; [|discriminate].
      destruct (Rlt_dec (Rabs (hd p - 2 * rho * INR j)) rho) as [B|]; [|discriminate]; intros _ _.
      apply Rabs_def2 in A; apply Rabs_def2 in B; pose proof (le_INR _ _ Hij) as C; rewrite S_INR in C; nra. }
    destruct (some_small_part c (K ^ d) K P D HP) as (i & Hi & Small).
    destruct (IH (map tl (filter (c i) P))) as (x & X1 & X2 & Far); [rewrite map_length; exact Small|].
    pose proof (pos_INR i); pose proof (le_INR _ _ Hi) as Hi'; rewrite S_INR in Hi'.
    exists ((2 * rho * INR i, x) : point (S d)); split; [split; [simpl; nra|auto]|split; [split; [simpl; nra|auto]|]].
    intros p Ip; change (rho <= Rmax (Rabs (hd p - 2 * rho * INR i)) (linf (tl p) x)).
    destruct (Rlt_dec (Rabs (hd p - 2 * rho * INR i)) rho) as [A|A].
    + eapply Rle_trans; [|apply Rmax_r]; apply Far, in_map, filter_In; split; auto.
      unfold c; destruct (Rlt_dec _ _); tauto.
    + eapply Rle_trans; [|apply Rmax_l]; lra.
Qed.

(** two points of [0,1] leave an interval of length 1/6 free by 1/8 *)
Lemma free_interval p q : 0 <= p <= 1 -> 0 <= q <= 1 -> exists c, 0 <= c /\ c + 1/6 <= 1 /\
  forall y, c <= y <= c + 1/6 -> 1/8 <= Rabs (y - p) /\ 1/8 <= Rabs (y - q).
Proof.
  assert (H : forall p q, 0 <= p <= q -> q <= 1 -> exists c, 0 <= c /\ c + 1/6 <= 1 /\
    forall y, c <= y <= c + 1/6 -> 1/8 <= Rabs (y - p) /\ 1/8 <= Rabs (y - q)).
  { clear; intros p q Hp Hq; destruct (Rle_dec (7/24) p) as [A|A]; [|destruct (Rle_dec q (17/24)) as [B|B]].
    - exists 0; split; [lra|split; [lra|intros y Hy; rewrite !Rabs_left1 by lra; lra]].
    - exists (5/6); split; [lra|split; [lra|intros y Hy; rewrite !Rabs_right by lra; lra]].
    - exists (p + 1/8); split; [lra|split; [lra|]]; intros y Hy; rewrite Rabs_right, Rabs_left1 by lra; lra. }
  intros Hp Hq; destruct (Rle_dec p q) as [C|C]; [apply H; lra|].
  destruct (H q p) as (c & C1 & C2 & C3); [lra|lra|]; exists c; split; auto; split; auto.
  intros y Hy; destruct (C3 y Hy); auto.
Qed.

Theorem examples_needed k L (a b : point (S k)) m M eps n j : possible linf L a b m M -> 8 * (M - m) <= L ->
  0 < eps < 1/2 -> 12 * INR n * (eps * (M - m)) < L -> (j < S n ^ S k)%nat ->
  never (fun C T => within_with (examples_n j) C T eps) (fun f => lipschitz linf L f /\ unique_Phi f a b m M).
Proof.
  intros V HR He Hn Hj T HT (D & A & HD); pose proof V as (_ & HL & Ha & Hb & HmM & _).
  destruct (A a b m M) as (s & Hs & Es).
  destruct (examples_err_by_covering_radius V j s Hs) as (P & HP & Err).
  (* rho a little above eps (M - m) / L *)
  pose (e := Rmin ((1/2 + eps) / 2) (if Rle_dec (INR n) 0 then 1 else (eps + L / (12 * INR n * (M - m))) / 2)).
  assert (Ee : eps < e < 1/2 /\ 12 * INR n * (e * (M - m)) <= L).
  { unfold e; pose proof (pos_INR n); destruct (Rle_dec (INR n) 0) as [Z|Z].
    - rewrite Rmin_left by lra; assert (INR n = 0) by lra; split; [lra|nra].
    - assert (Q : 12 * INR n * (M - m) * (L / (12 * INR n * (M - m))) = L) by (field; lra).
      set (r := L / (12 * INR n * (M - m))) in *; assert (0 < 12 * INR n * (M - m)) by nra.
      assert (eps < r) by nra.
      pose proof (Rmin_l ((1/2 + eps) / 2) ((eps + r) / 2)); pose proof (Rmin_r ((1/2 + eps) / 2) ((eps + r) / 2)).
      split; [split; [apply Rmin_glb_lt; lra|lra]|]; nra. }
  clearbody e; destruct Ee as [[E1 E2] E3].
  pose (rho := e * (M - m) / L).
  assert (Er : L * rho = e * (M - m)) by (unfold rho; field; lra).
  assert (Hr : 0 < rho) by (apply Rmult_lt_reg_l with L; nra).
  destruct (free_interval (hd a) (hd b)) as (c & C0 & C1 & Free); [apply Ha|apply Hb|].
  destruct (room_among (S k) (S n) rho Hr (map (fun p : input (S k) => ((hd (proj1_sig p) - c, tl (proj1_sig p)) : point (S k))) P))
    as (x & X1 & X2 & Far); [rewrite map_length; lia|].
  rewrite S_INR in X2; replace (INR n + 1 - 1) with (INR n) in X2 by ring.
  assert (W : 2 * rho * INR n <= 1/6).
  { apply Rmult_le_reg_l with L; auto; replace (L * (2 * rho * INR n)) with (2 * INR n * (L * rho)) by ring.
    rewrite Er; lra. }
  destruct x as [x0 xs], X1 as [X1 Y1], X2 as [X2 Y2]; simpl in X1, X2.
  assert (Cxs : cube xs).
  { clear -Y1 Y2 W; set (w := 2 * rho * INR n) in *; clearbody w; induction k as [|k IH]; simpl in *; auto; destruct Y1, Y2; split; [lra|auto]. }
  destruct (Free (x0 + c) ltac:(lra)) as [Fa Fb].
  assert (Near : forall p : point (S k), 1/8 <= Rabs (x0 + c - hd p) -> (M - m) / 2 + L * rho <= L * linf ((x0 + c, xs) : point (S k)) p).
  { intros p Hp; rewrite Er.
    assert (1/8 <= linf ((x0 + c, xs) : point (S k)) p) by (eapply Rle_trans; [exact Hp|apply Rmax_l]).
    assert (L * (1/8) <= L * linf ((x0 + c, xs) : point (S k)) p) by (apply Rmult_le_compat_l; lra). nra. }
  destruct (Err (x0 + c, xs) rho) as (f & F & U & E); auto.
  - split; [simpl; lra|auto].
  - lra.
  - rewrite Er; nra.
  - intros p Ip; eapply Rle_trans; [apply (Far _ (in_map _ P p Ip))|].
    apply Req_le; change (Rmax (Rabs (hd (proj1_sig p) - c - x0)) (linf (tl (proj1_sig p)) xs) =
      Rmax (Rabs (hd (proj1_sig p) - (x0 + c))) (linf (tl (proj1_sig p)) xs)); do 2 f_equal; ring.
  - destruct (unique_Phi_shown _ _ _ _ _ _ _ HT (conj F U) U) as (Tf & Va & Vb).
    assert (Cx : cube ((x0 + c, xs) : point (S k))) by (split; [simpl; lra|auto]).
    specialize (HD f a b (conj F U) Tf _ Cx); rewrite Va, Vb, Es in HD.
    rewrite Er in E; nra.
Qed.
