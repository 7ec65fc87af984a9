(** The adversary: inside a ball where f0 is constant, two functions give the same replies to any strategy that
    looks finitely often, and yet differ at some x. While the strategy asks, the ball shrinks away from each
    asked input; a box that contains the ball is first given a peak and a dip elsewhere in the ball. *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Statements FurtherStatements HelpStatements Points Distances Visualizations Networks Help
  ShrinkingBalls.
Open Scope R_scope.

(** two functions that have their extremes on S in common, and are strictly inside where they differ *)
Lemma same_vis_inner d (S : point d -> Prop) (f g : fn d) lo hi p q :
  S p -> f p = hi -> g p = hi -> S q -> f q = lo -> g q = lo ->
  (forall y, S y -> g y = f y \/ (lo < g y < hi /\ lo < f y < hi)) -> same_vis_on S f g.
Proof.
  intros Sp Fp Gp Sq Fq Gq E.
  assert (MinE : forall x, min_on S f x \/ min_on S g x -> g x = f x).
  { intros x [[Bx Mx]|[Bx Mx]]; specialize (Mx q Sq); destruct (E x Bx); auto; lra. }
  assert (MaxE : forall x, max_on S f x \/ max_on S g x -> g x = f x).
  { intros x [[Bx Mx]|[Bx Mx]]; specialize (Mx p Sp); destruct (E x Bx); auto; lra. }
  split; [|split].
  - intros x; split; intros Mx; [pose proof (MinE x (or_introl Mx)) as Ex|pose proof (MinE x (or_intror Mx)) as Ex];
      destruct Mx as [Bx Mx]; split; auto; intros y By; pose proof (Mx y By); pose proof (Mx q Sq); destruct (E y By); lra.
  - intros x; split; intros Mx; [pose proof (MaxE x (or_introl Mx)) as Ex|pose proof (MaxE x (or_intror Mx)) as Ex];
      destruct Mx as [Bx Mx]; split; auto; intros y By; pose proof (Mx y By); pose proof (Mx p Sp); destruct (E y By); lra.
  - intros x [Mx|Mx]; symmetry; auto.
Qed.
Lemma same_vis_equal d (S : point d -> Prop) (f g : fn d) : (forall y, S y -> g y = f y) -> same_vis_on S f g.
Proof.
  intros E; split; [|split].
  - intros x; split; intros [Bx Mx]; split; auto; intros y By; specialize (Mx y By); rewrite !E in *; auto.
  - intros x; split; intros [Bx Mx]; split; auto; intros y By; specialize (Mx y By); rewrite !E in *; auto.
  - intros x [[Bx _]|[Bx _]]; symmetry; auto.
Qed.

Section Adversary.
Context {k : nat}.
Local Notation d := (S k).
(** what peaks and dips are made of: 1 at p, 0 from the distance r on *)
Variable bump : point d -> R -> fn d.
Hypothesis bump_range : forall p r y, 0 < r -> 0 <= bump p r y <= 1.
Hypothesis bump_out : forall p r y, 0 < r -> r <= l1 y p -> bump p r y = 0.
Hypothesis bump_top : forall p r, bump p r p = 1.
(** the functions that the adversary may use; where they start (mid), and how high and how low they can
    always be brought, at one point, below hi and above lo *)
Variable G : fn d -> Prop.
Variables L mid H : R.
Hypothesis HL : L <= mid <= H.
Hypothesis Up : forall f p r hi, G f -> 0 < r -> H < hi -> exists v, H < v < hi /\
  G (fun y => f y + (v - mid) * bump p r y).
Hypothesis Down : forall f p r lo, G f -> 0 < r -> lo < L -> exists v, lo < v < L /\
  G (fun y => f y + (v - mid) * bump p r y).

(** g is f, changed only inside the ball, and there only to values between lo and hi *)
Definition changed (c : point d) r lo hi (f g : fn d) := forall y, cube y ->
  (r <= l1 y c -> g y = f y) /\ (l1 y c < r -> lo < g y < hi).
Definition flat (f : fn d) (c : point d) r := forall y, cube y -> l1 y c < r -> f y = mid.
Definition state f c r lo hi := G f /\ cube c /\ 0 < r /\ lo < L /\ H < hi /\ flat f c r.

Lemma inside_ball (c c1 y : point d) r r1 : l1 c1 c + r1 <= r -> l1 y c1 < r1 -> l1 y c < r.
Proof. intros E Hy; pose proof (dist_tri _ (l1_metric d) y c1 c); lra. Qed.
Lemma changed_shrink f g c r c1 r1 lo hi : state f c r lo hi -> l1 c1 c + r1 <= r ->
  changed c1 r1 lo hi f g -> changed c r lo hi f g.
Proof.
  intros (_ & _ & _ & Hlo & Hhi & F) E M y Hy; split; intros N.
  - apply M; auto; apply Rnot_lt_le; intros Z; pose proof (inside_ball _ _ _ _ _ E Z); lra.
  - destruct (Rlt_dec (l1 y c1) r1) as [Z|Z]; [apply M; auto|].
    rewrite (proj1 (M y Hy)) by lra; rewrite (F y Hy N); lra.
Qed.
Lemma state_shrink f c r c1 r1 lo hi : state f c r lo hi -> l1 c1 c + r1 <= r -> cube c1 -> 0 < r1 ->
  state f c1 r1 lo hi.
Proof.
  intros (Gf & _ & _ & Hlo & Hhi & F) E Cc Hr; repeat (split; auto).
  intros y Hy N; apply F; auto; eapply inside_ball; eauto.
Qed.
Lemma changed_refl f c r lo hi : state f c r lo hi -> changed c r lo hi f f.
Proof. intros (_ & _ & _ & Hlo & Hhi & F) y Hy; split; auto; intros N; rewrite (F y Hy N); lra. Qed.

(** a peak at the centre p, a dip at some q in the ball, and a flat ball beside both *)
Lemma peak_and_dip f p r lo hi : state f p r lo hi -> exists f1 q c1 r1 v w,
  state f1 c1 r1 w v /\ l1 c1 p + r1 <= r /\ w < L /\ H < v /\ f1 p = v /\ cube q /\ l1 q p < r /\ f1 q = w /\
  changed p r lo hi f f1 /\ (forall g, changed c1 r1 w v f1 g -> changed p r lo hi f g).
Proof.
  intros (Gf & Cp & Hr & Hlo & Hhi & F); pose proof (l1_metric d) as LM.
  destruct (shrink_away k p p r Cp Hr) as (q & r1 & C1 & R1 & E1 & X1).
  destruct (shrink_away k q q r1 C1 R1) as (c & r2 & C2 & R2 & E2 & X2).
  assert (P1 : 0 <= l1 q p) by apply l1_nonneg. assert (P2 : 0 <= l1 c q) by apply l1_nonneg.
  destruct (Up f p r1 hi Gf R1 Hhi) as (v & Hv & G1).
  destruct (Down _ q r2 lo G1 R2 Hlo) as (w & Hw & G2).
  pose (f1 := fun y => f y + (v - mid) * bump p r1 y + (w - mid) * bump q r2 y); fold f1 in G2.
  (* the balls r1 around p and r2 around q lie in r around p, and apart *)
  assert (In1 : forall y, l1 y q < r1 -> l1 y p < r /\ r1 <= l1 y p).
  { intros y Hy; split; [apply (inside_ball p q y r r1 E1 Hy)|].
    pose proof (dist_tri _ LM p y q) as T; rewrite (dist_sym _ LM p y) in T; lra. }
  assert (In2 : forall y, l1 y c < r2 -> l1 y q < r1 /\ r2 <= l1 y q).
  { intros y Hy; split; [apply (inside_ball q c y r1 r2 E2 Hy)|].
    pose proof (dist_tri _ LM q y c) as T; rewrite (dist_sym _ LM q y) in T; lra. }
  assert (F2 : flat f1 c r2).
  { intros y Hy N; destruct (In2 y N) as [N1 N2]; destruct (In1 y N1) as [N3 N4]; unfold f1.
    rewrite (F y Hy N3), !bump_out by auto; ring. }
  assert (V : f1 p = v).
  { assert (N0 : l1 p p < r) by (rewrite (dist_refl _ LM); auto).
    unfold f1; rewrite bump_top, (bump_out q r2 p), (F p Cp N0) by (auto; lra); ring. }
  assert (W : f1 q = w).
  { assert (N1 : l1 q q < r1) by (rewrite (dist_refl _ LM); auto); destruct (In1 q N1) as [N3 N4].
    unfold f1; rewrite bump_top, (bump_out p r1 q), (F q) by auto; ring. }
  assert (Mid : forall y, cube y -> l1 y p < r -> lo < f1 y < hi).
  { intros y Hy N; unfold f1; rewrite (F y Hy N).
    pose proof (bump_range p r1 y R1); pose proof (bump_range q r2 y R2); nra. }
  assert (Out : forall y, cube y -> r <= l1 y p -> f1 y = f y).
  { intros y Hy N; unfold f1; rewrite !bump_out; auto; try ring; try lra; apply Rnot_lt_le; intros Z.
    assert (Z' : l1 y q < r1) by lra; destruct (In1 y Z'); lra. }
  exists f1, q, c, r2, v, w.
  split; [repeat (split; [auto; lra|]); auto|].
  split; [pose proof (dist_tri _ LM c q p); lra|].
  do 4 (split; [auto; lra|]); split; [lra|split; [auto|split; [split; auto|]]].
  intros g M y Hy; split; intros N.
  - rewrite <- (Out y Hy N); apply M; auto; apply Rnot_lt_le; intros Z.
    destruct (In2 y Z) as [Z' _]; destruct (In1 y Z'); lra.
  - destruct (Rlt_dec (l1 y c) r2) as [Z|Z].
    + destruct (proj2 (M y Hy) Z); lra.
    + rewrite (proj1 (M y Hy)) by lra; apply Mid; auto.
Qed.

(** one question *)
Lemma one_question (q : look d) f c r lo hi : state f c r lo hi -> exists f1 c1 r1 lo1 hi1, state f1 c1 r1 lo1 hi1 /\
  forall g, changed c1 r1 lo1 hi1 f1 g -> changed c r lo hi f g /\ same_look q f1 g.
Proof.
  intros S; pose proof S as (Gf & Cc & Hr & Hlo & Hhi & F); pose proof (l1_metric d) as LM.
  destruct q as [[x Cx]|[[bl Cl] [bh Ch]]]; simpl same_look; unfold same_germ, same_vis; simpl.
  - (* a germ: shrink the ball away from x *)
    destruct (shrink_away k x c r Cc Hr) as (c1 & r1 & C1 & R1 & E1 & X1).
    exists f, c1, r1, lo, hi; split; [eapply state_shrink; eauto|].
    intros g M; split; [eapply changed_shrink; eauto|].
    exists r1; split; auto; intros y Hy N; symmetry; apply M; auto.
    pose proof (dist_tri _ LM x y c1) as T; rewrite (dist_sym _ LM x y) in T; lra.
  - destruct (shrink_box d bl bh c r Cc Hr) as (p & rp & Cp & Rp & Ep & [B|B]);
      pose proof (state_shrink _ _ _ _ _ _ _ S Ep Cp Rp) as Sp.
    + (* the box contains a ball: give it a peak and a dip *)
      destruct (peak_and_dip f p rp lo hi Sp) as (f1 & q & c1 & r1 & v & w & S1 & E1 & Hw & Hv & V & Cq & Dq & W & _ & M1).
      exists f1, c1, r1, w, v; split; auto; intros g M; split; [eapply changed_shrink; eauto|].
      destruct S1 as (_ & C1 & R1 & _ & _ & F1).
      assert (Off : forall y, cube y -> g y = f1 y \/ (w < g y < v /\ w < f1 y < v)).
      { intros y Hy; destruct (Rlt_dec (l1 y c1) r1) as [Z|Z].
        - right; split; [apply M; auto|rewrite (F1 y Hy Z); lra].
        - left; apply M; auto; lra. }
      assert (Bp : in_box bl bh p) by (apply B; rewrite (dist_refl _ LM); auto).
      apply (same_vis_inner d _ f1 g w v p q); auto.
      * destruct (Off p Cp); lra.
      * destruct (Off q Cq); lra.
      * intros y By; apply Off, (in_box_cube _ bl bh); auto.
    + (* it avoids a ball *)
      exists f, p, rp, lo, hi; split; auto; intros g M; split; [eapply changed_shrink; eauto|].
      apply same_vis_equal; intros y By; apply M; [apply (in_box_cube _ bl bh); auto|].
      apply Rnot_lt_le; intros Z; apply (B y Z By).
Qed.

(** all questions *)
Lemma all_questions B (s : strategy (look d) (fn d) B) : respects same_look s ->
  forall f c r lo hi, state f c r lo hi -> exists f1 c1 r1 lo1 hi1, state f1 c1 r1 lo1 hi1 /\
  forall g, changed c1 r1 lo1 hi1 f1 g -> changed c r lo hi f g /\ play whole s g = play whole s f1.
Proof.
  induction s as [b|q next IH]; intros Hs f c r lo hi S.
  - exists f, c, r, lo, hi; auto.
  - destruct Hs as [Hn Hs].
    destruct (one_question q f c r lo hi S) as (f1 & c1 & r1 & lo1 & hi1 & S1 & E1).
    destruct (IH f1 (Hs f1) f1 c1 r1 lo1 hi1 S1) as (f2 & c2 & r2 & lo2 & hi2 & S2 & E2).
    exists f2, c2, r2, lo2, hi2; split; auto.
    assert (P : forall g, changed c2 r2 lo2 hi2 f2 g ->
      changed c r lo hi f g /\ play whole (Ask q next) g = play whole (next f1) f2).
    { intros g M; destruct (E2 g M) as [M1 P]; destruct (E1 g M1) as [M0 Sg]; split; auto.
      simpl; unfold whole at 2; rewrite <- (Hn f1 g Sg); auto. }
    intros g M; split; [apply P; auto|].
    rewrite (proj2 (P g M)), (proj2 (P f2 (changed_refl _ _ _ _ _ S2))); auto.
Qed.

Lemma changed_by_bump f c r lo hi v : state f c r lo hi -> lo < v < hi ->
  changed c r lo hi f (fun y => f y + (v - mid) * bump c r y).
Proof.
  intros (_ & _ & Hr & Hlo & Hhi & F) Hv y Hy; split; intros N; [rewrite bump_out; auto; ring|].
  rewrite (F y Hy N); pose proof (bump_range c r y Hr) as T; set (t := bump c r y) in *; clearbody t.
  destruct (Rle_dec v mid) as [Z|Z].
  - assert (v - mid <= (v - mid) * t <= 0) by nra; lra.
  - assert (0 <= (v - mid) * t <= v - mid) by nra; lra.
Qed.

Theorem adversary B (s : strategy (look d) (fn d) B) f c r lo hi : respects same_look s -> state f c r lo hi ->
  exists g1 g2 x, G g1 /\ G g2 /\ changed c r lo hi f g1 /\ changed c r lo hi f g2 /\
  play whole s g1 = play whole s g2 /\ cube x /\ H < g1 x /\ g2 x < L.
Proof.
  intros Hs S; destruct (all_questions B s Hs f c r lo hi S) as (f1 & c1 & r1 & lo1 & hi1 & S1 & E).
  pose proof S1 as (Gf & Cc & Hr & Hlo & Hhi & F).
  destruct (Up f1 c1 r1 hi1 Gf Hr Hhi) as (v & Hv & G1), (Down f1 c1 r1 lo1 Gf Hr Hlo) as (w & Hw & G2).
  destruct (E _ (changed_by_bump _ _ _ _ _ v S1 ltac:(lra))) as [M1 P1].
  destruct (E _ (changed_by_bump _ _ _ _ _ w S1 ltac:(lra))) as [M2 P2].
  assert (Fc : f1 c1 = mid) by (apply F; auto; rewrite (dist_refl _ (l1_metric d)); auto).
  eexists _, _, c1; split; [exact G1|split; [exact G2|split; [exact M1|split; [exact M2|]]]].
  split; [congruence|split; [auto|cbv beta]]; rewrite Fc, !bump_top; lra.
Qed.
End Adversary.

(** a change inside a flat ball keeps the visualization *)
Lemma changed_unique_Phi k mid (f g : fn (S k)) a b m M c r : unique_Phi f a b m M -> m < mid < M ->
  flat mid f c r -> changed c r m M f g -> unique_Phi g a b m M.
Proof.
  intros U Hm F Mg; destruct U as [P U'].
  assert (I : inner m M f g).
  { intros y Hy; destruct (Rlt_dec (l1 y c) r) as [N|N].
    - right; rewrite (F y Hy N); split; [auto|apply Mg; auto].
    - left; apply Mg; auto; lra. }
  apply (same_tie_sets_unique_Phi f); [split; auto|eapply inner_Phi; eauto|eapply inner_same_tie_sets; eauto].
Qed.
