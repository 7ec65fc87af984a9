(** Affine functions, with examples that are chosen one by one: the first questions halve a family of disjoint weights, the
    others are answered as the mean of the r members that are left would. 2 c of these are one more than they can tell apart,
    and leave an error of c/r. *)
Require Import Reals Lra Lia List Psatz Classical.
From Eyewitness Require Import Statements FurtherStatements HelpStatements Points Visualizations Networks AffineRows Help
  HelpIndistinguishability AffineCount AffineFewExamples.
Open Scope R_scope.

(** ** In the kernel of r - e forms on R^r there is a vector with e coordinates of 1 or -1, and none beyond *)
Lemma until_it_touches a b : Rabs a <= 1 -> b <> 0 ->
  exists t, 0 <= t /\ Rabs (a + t * b) = 1 /\ forall s, 0 <= s -> (Rabs (a + s * b) <= 1 <-> s <= t).
Proof.
  intros Ha Hb; apply Rabs_le_inv in Ha.
  assert (D : forall a b, -1 <= a <= 1 -> 0 < b ->
    exists t, 0 <= t /\ a + t * b = 1 /\ forall s, 0 <= s -> (Rabs (a + s * b) <= 1 <-> s <= t)).
  { clear; intros a b Ha Hb; exists ((1 - a) / b).
    assert (E : (1 - a) / b * b = 1 - a) by (field; lra); set (t := (1 - a) / b) in *; clearbody t.
    split; [nra|split; [lra|]]; intros s Hs; split; intros H; [apply Rabs_le_inv in H; nra|apply Rabs_le; nra]. }
  destruct (Rlt_dec 0 b) as [P|P].
  - destruct (D a b Ha P) as (t & Ht & E & H); exists t; split; auto; split; auto; rewrite E; apply Rabs_R1.
  - destruct (D (- a) (- b) ltac:(lra) ltac:(lra)) as (t & Ht & E & H); exists t; split; auto; split.
    + replace (a + t * b) with (- (1)) by lra; rewrite Rabs_Ropp; apply Rabs_R1.
    + intros s Hs; rewrite <- H by auto; replace (- a + s * - b) with (- (a + s * b)) by ring; rewrite Rabs_Ropp; tauto.
Qed.
Lemma first_to_touch {A} (a b : A -> R) l : (forall e, In e l -> Rabs (a e) <= 1) -> (exists e, In e l /\ b e <> 0) ->
  exists t, (forall e, In e l -> Rabs (a e + t * b e) <= 1) /\ exists e, In e l /\ b e <> 0 /\ Rabs (a e + t * b e) = 1.
Proof.
  intros Ha Hb; cut (exists t, 0 <= t /\ (forall e, In e l -> Rabs (a e + t * b e) <= 1) /\
    exists e, In e l /\ b e <> 0 /\ Rabs (a e + t * b e) = 1).
  { intros (t & _ & H); exists t; auto. }
  induction l as [|e l IH]; [destruct Hb as (? & [] & _)|].
  destruct (Req_dec (b e) 0) as [Z|N].
  - destruct IH as (t & Ht & H & e' & I & E); [intros; apply Ha; right; auto| |].
    { destruct Hb as (e' & [<-|I] & N); [contradiction|exists e'; auto]. }
    exists t; split; auto; split; [|exists e'; simpl; auto]; intros e'' [<-|I']; [|auto].
    rewrite Z, Rmult_0_r, Rplus_0_r; apply Ha; left; auto.
  - destruct (until_it_touches (a e) (b e) (Ha e (or_introl eq_refl)) N) as (t & Ht & E & H).
    assert (D : (exists e, In e l /\ b e <> 0) \/ forall e, In e l -> b e = 0).
    { clear; induction l as [|e l [(e' & I & N)|Z]]; [right; intros ? []|left; exists e'; simpl; auto|].
      destruct (Req_dec (b e) 0); [right; intros e' [<-|I]; auto|left; exists e; simpl; auto]. }
    destruct D as [D|Z].
    + destruct IH as (t' & Ht' & H' & e' & I' & N' & E'); [intros; apply Ha; right; auto|exact D|].
      destruct (Rle_dec t' t) as [C|C].
      * exists t'; split; auto; split; [|exists e'; simpl; auto]; intros e'' [<-|I'']; [apply H; auto|auto].
      * exists t; split; auto; split; [|exists e; simpl; auto]; intros e'' [<-|I'']; [apply H; lra|].
        specialize (H' e'' I''); pose proof (Ha e'' (or_intror I'')) as Az.
        apply Rabs_le_inv in H'; apply Rabs_le_inv in Az; apply Rabs_le; split; nra.
    + exists t; split; auto; split; [|exists e; simpl; auto]; intros e'' [<-|I'']; [apply H; lra|].
      rewrite (Z e'' I''), Rmult_0_r, Rplus_0_r; apply Ha; right; auto.
Qed.
Lemma not_zero n (y : point n) : y <> diag n 0 -> exists e, In e (basis n) /\ dot e y <> 0.
Proof.
  induction n as [|n IH]; [intros N; destruct y; contradiction N; auto|]; destruct y as [y ys]; intros N.
  destruct (Req_dec y 0) as [->|Ny].
  - destruct (IH ys) as (e & I & E); [intros ->; apply N; auto|].
    exists ((0, e) : point (S n)); split; [right; apply (in_map (fun e => ((0, e) : point (S n)))); auto|simpl; lra].
  - exists ((1, diag n 0) : point (S n)); split; [left; auto|simpl; rewrite dot_zero; lra].
Qed.
Lemma saturated n (V : list (point n)) e : (length V + e <= n)%nat -> exists z (touch : list (point n)),
  (forall v, In v V -> dot v z = 0) /\ (forall c, In c (basis n) -> Rabs (dot c z) <= 1) /\
  NoDup touch /\ length touch = e /\ forall c, In c touch -> In c (basis n) /\ Rabs (dot c z) = 1.
Proof.
  induction e as [|e IH]; intros He.
  - exists (diag n 0), nil; split; [intros; rewrite dot_comm, dot_zero; auto|split; [|split; [constructor|split; [auto|intros ? []]]]].
    intros c _; rewrite dot_comm, dot_zero, Rabs_R0; lra.
  - destruct IH as (z & touch & K & B & ND & Le & Tc); [lia|].
    destruct (kernel n (V ++ touch)) as (y & Ny & Hy); [rewrite app_length; lia|].
    destruct (first_to_touch (fun c => dot c z) (fun c => dot c y) (basis n) B (not_zero n y Ny)) as (t & Ht & c & Ic & Nc & Ec).
    assert (E : forall w, dot w (lin2 1 t z y) = dot w z + t * dot w y).
    { intros w; rewrite (dot_comm n w), dot_lin2, (dot_comm n z), (dot_comm n y); ring. }
    exists (lin2 1 t z y), (c :: touch); split; [|split; [|split; [|split]]].
    + intros v Iv; rewrite E, K, (Hy v) by (auto; apply in_or_app; auto); ring.
    + intros c' I'; rewrite E; auto.
    + constructor; auto; intros I; apply Nc, Hy, in_or_app; auto.
    + simpl; auto.
    + intros c' [<-|I']; [rewrite E; auto|]; destruct (Tc c' I') as [I'' T']; split; auto.
      rewrite E, (Hy c') by (apply in_or_app; auto); rewrite Rmult_0_r, Rplus_0_r; auto.
Qed.
(** what is positive in it sums to as many as are 1 *)
Lemma touching n : forall (z : point n) l, NoDup l -> (forall c, In c l -> In c (basis n) /\ dot c z = 1) ->
  INR (length l) <= sum (plus_part z).
Proof.
  induction n as [|n IH]; intros z l ND Hl.
  - destruct l as [|c l]; [simpl; lra|destruct (Hl c (or_introl eq_refl)) as [[] _]].
  - destruct z as [z zs]; pose (l' := filter (fun c : point (S n) => if Req_EM_T (hd c) 0 then true else false) l).
    assert (B : forall c, In c (basis (S n)) -> (hd c = 0 /\ In (tl c) (basis n)) \/ c = (1, diag n 0)).
    { intros c [<-|I]; auto; apply in_map_iff in I; destruct I as (e & <- & I); left; simpl; auto. }
    assert (T : INR (length (map (@tl n) l')) <= sum (plus_part zs)).
    { apply IH.
      - assert (I' : forall c, In c l' -> hd c = 0).
        { intros c I; apply filter_In in I; destruct I as [_ I]; destruct (Req_EM_T (hd c) 0); [auto|discriminate]. }
        assert (ND' : NoDup l') by (apply NoDup_filter, ND); clearbody l'; clear - I' ND'.
        induction ND' as [|c l N ND' IH]; simpl; constructor; [|apply IH; intros; apply I'; right; auto].
        intros I; apply in_map_iff in I; destruct I as (e & E & Ie); apply N; replace c with e; auto.
        destruct e as [e es], c as [c cs]; simpl in E; subst.
        pose proof (I' _ (or_introl eq_refl)) as E1; pose proof (I' _ (or_intror Ie)) as E2; simpl in *; congruence.
      - intros c I; apply in_map_iff in I; destruct I as (e & <- & I); apply filter_In in I; destruct I as [I N].
        destruct (Hl e I) as [Ib E]; destruct (Req_EM_T (hd e) 0) as [E0|]; [|discriminate].
        destruct (B e Ib) as [[_ Ib']| ->]; [|simpl in E0; lra]; split; auto; destruct e as [e es]; simpl in *; rewrite E0 in E; lra. }
    assert (T' : INR (length l') <= sum (plus_part zs)) by (rewrite map_length in T; exact T); clear T.
    change (sum (plus_part ((z, zs) : point (S n)))) with (relu z + sum (plus_part zs)).
    destruct (in_dec (@eq_dec (S n)) ((1, diag n 0) : point (S n)) l) as [I|N].
    + assert (E : z = 1) by (destruct (Hl _ I) as [_ E]; simpl in E; rewrite dot_zero in E; lra).
      assert (Ll : (length l <= S (length l'))%nat).
      { apply (NoDup_incl_length (l' := ((1, diag n 0) : point (S n)) :: l') ND); intros c Ic.
        destruct (B c (proj1 (Hl c Ic))) as [[E0 _]| ->]; [right|left; auto]; apply filter_In; split; auto.
        destruct (Req_EM_T (hd c) 0); auto. }
      apply le_INR in Ll; rewrite S_INR in Ll; rewrite E, relu_pos by lra; lra.
    + assert (Ll : (length l <= length l')%nat).
      { apply (NoDup_incl_length ND); intros c Ic; destruct (B c (proj1 (Hl c Ic))) as [[E0 _]| ->]; [|contradiction].
        apply filter_In; split; auto; destruct (Req_EM_T (hd c) 0); auto. }
      apply le_INR in Ll; pose proof (Rmax_l 0 z); unfold relu; lra.
Qed.
Lemma dot_opp n (c z : point n) : dot c (opp z) = - dot c z.
Proof. induction n as [|n IH]; simpl; [ring|rewrite IH; ring]. Qed.

Lemma filter_both {A} (f : A -> bool) l : (length (filter f l) + length (filter (fun c => negb (f c)) l) = length l)%nat.
Proof. induction l as [|c l IH]; simpl; auto; destruct (f c); simpl; lia. Qed.

(** ** Mixtures of a family *)
Fixpoint mix {d} (l : list (point d)) : point (length l) -> point d :=
  match l with nil => fun _ => diag d 0 | u :: l => fun w => lin2 (hd w) 1 u (mix l (tl w)) end.
Fixpoint answers {d} (l : list (point d)) (x : point d) : point (length l) :=
  match l with nil => tt | u :: l => (dot u x, answers l x) end.
Section Mix.
Context {d : nat}.
Implicit Types (l : list (point d)).
Lemma dot_mix l w x : dot (mix l w) x = dot w (answers l x).
Proof. induction l as [|u l IH]; simpl; [apply dot_zero|]; rewrite dot_lin2, IH, Rmult_1_l; reflexivity. Qed.
Lemma answers_same l x y : Forall (fun u => dot u x = y) l -> answers l x = diag _ y.
Proof. induction 1 as [|u l E F IH]; simpl; [auto|rewrite E, IH; auto]. Qed.
Lemma sum_mix l w : Forall distribution l -> sum (mix l w) = sum w.
Proof.
  intros F; rewrite sum_dot, dot_mix, (answers_same l _ 1); [rewrite dot_diag; ring|].
  eapply Forall_impl; [|exact F]; intros u [_ E]; rewrite <- sum_dot; auto.
Qed.
Lemma nonneg_mix l w : Forall distribution l -> nonneg w -> nonneg (mix l w).
Proof.
  assert (A : forall t (u v : point d), 0 <= t -> nonneg u -> nonneg v -> nonneg (lin2 t 1 u v)).
  { clear; intros t u v Ht; induction d as [|n IH]; simpl; auto; intros [N Ns] [V Vs]; split; [nra|auto]. }
  intros F; induction F as [|u l [N _] F IH]; simpl; [intros _; clear; induction d; simpl; auto; split; [lra|auto]|].
  intros [Hw Hws]; apply A; auto.
Qed.
Lemma disjoint_mix_one l w u : Forall (disjoint u) l -> disjoint u (mix l w).
Proof.
  induction 1 as [|v l D F IH]; simpl; [apply disjoint_sym; clear; induction d; simpl; auto|].
  apply disjoint_sym, disjoint_lin2; apply disjoint_sym; auto.
Qed.
Lemma disjoint_mix l : ForallOrdPairs disjoint l -> forall w w', disjoint w w' -> disjoint (mix l w) (mix l w').
Proof.
  assert (Z : forall v : point d, disjoint (diag d 0) v) by (clear; induction d; simpl; auto).
  induction 1 as [|u l F D IH]; simpl; [auto|]; intros [w ws] [w' ws']; simpl; intros [H Hs]; specialize (IH _ _ Hs).
  pose proof (disjoint_mix_one l ws u F) as A; pose proof (disjoint_mix_one l ws' u F) as A'.
  assert (Zero : forall v : point d, lin2 0 1 u v = v).
  { clear; revert u; induction d as [|n IHn]; intros u v; [destruct v; auto|]; destruct v as [v vs]; simpl; rewrite IHn; f_equal; ring. }
  destruct H as [-> | ->]; rewrite Zero.
  - apply disjoint_sym, disjoint_lin2; [exact A|apply disjoint_sym; auto].
  - apply disjoint_lin2; auto.
Qed.
End Mix.

(** ** r members are left, and n questions with n + 2 c <= r *)
Lemma family_app d (l l' : list (point d)) : family (l ++ l') -> family l.
Proof.
  intros [F D]; split; [apply Forall_app in F; tauto|]; clear F; induction l as [|u l IH]; simpl in *; [constructor|].
  inversion D as [|? ? Du Dl]; subst; apply Forall_app in Du; constructor; [tauto|auto].
Qed.
Lemma asking_the_mean k B h (s : strategy (input (S (S k))) R B) n r c l : at_most n s -> family l -> length l = r ->
  (n + 2 * c <= r)%nat -> (0 < c)%nat -> exists u v x, distribution u /\ distribution v /\ cube x /\
    2 * (INR c / INR r) <= dot u x - dot v x /\ play value s (member h u) = play value s (member h v) /\
    forall q y, Forall (fun w => dot w q = y) l -> dot u q = y /\ dot v q = y.
Proof.
  intros An [F D] Hl Hn Hc; assert (Pr : 0 < INR r) by (apply lt_0_INR; lia); pose (one := diag (length l) (/ INR r)).
  assert (So : sum one = 1) by (unfold one; rewrite sum_diag, Hl; field; lra).
  destruct (examples_transcript n _ s An (member h (mix l one))) as (P & HP & E).
  destruct (saturated (length l) (diag _ 1 :: map (fun p => answers l (proj1_sig p)) P) (2 * c - 1))
    as (z & touch & K & Bz & ND & Le & Tc).
  { cbn [length]; rewrite map_length; unfold input in HP; lia. }
  assert (Pos : exists z, (forall v, In v (diag _ 1 :: map (fun p => answers l (proj1_sig p)) P) -> dot v z = 0) /\
    (forall c, In c (basis (length l)) -> Rabs (dot c z) <= 1) /\ INR c <= sum (plus_part z)).
  { pose (up := fun c => if Req_EM_T (dot c z) 1 then true else false).
    assert (Len : (length (filter up touch) + length (filter (fun c => negb (up c)) touch) = length touch)%nat).
    { apply filter_both. }
    destruct (le_lt_dec c (length (filter up touch))) as [C|C].
    - exists z; split; [exact K|split; [exact Bz|]]; eapply Rle_trans; [apply le_INR, C|apply touching]; [apply NoDup_filter, ND|].
      intros e I; apply filter_In in I; destruct I as [I U]; split; [apply Tc; auto|].
      unfold up in U; destruct (Req_EM_T (dot e z) 1); [auto|discriminate].
    - exists (opp z); split; [intros v Iv; rewrite dot_opp, K by auto; ring|split; [intros e I; rewrite dot_opp, Rabs_Ropp; auto|]].
      assert (C' : (c <= length (filter (fun c => negb (up c)) touch))%nat) by lia.
      eapply Rle_trans; [apply le_INR, C'|apply touching]; [apply NoDup_filter, ND|].
      intros e I; apply filter_In in I; destruct I as [I U]; destruct (Tc e I) as [I' T]; split; [auto|].
      rewrite dot_opp; unfold up in U; destruct (Req_EM_T (dot e z) 1) as [|N]; [discriminate|].
      unfold Rabs in T; destruct (Rcase_abs (dot e z)); lra. }
  clear z touch K Bz ND Le Tc; destruct Pos as (z & K & Bz & Sz).
  pose (w := fun e => lin2 1 (e / INR r) one z).
  assert (Dot : forall e v, dot v (w e) = dot v one + e / INR r * dot v z).
  { intros e v; unfold w; rewrite (dot_comm _ v), dot_lin2, (dot_comm _ one), (dot_comm _ z); ring. }
  assert (Sw : forall e, sum (w e) = 1).
  { intros e; unfold w; rewrite sum_lin2, So, (sum_dot _ z), (dot_comm _ z), K by (left; auto); ring. }
  assert (Nw : forall e, -1 <= e <= 1 -> nonneg (w e)).
  { intros e He; assert (I : 0 < / INR r) by (apply Rinv_0_lt_compat; auto).
    unfold w, one; clear - Bz He I; revert z Bz; generalize (length l); unfold Rdiv; intros m; induction m as [|m IH]; simpl; auto.
    intros [z zs] Bz; split.
    - assert (B : Rabs z <= 1).
      { pose proof (Bz _ (or_introl eq_refl)) as B; simpl in B; rewrite dot_zero in B.
        replace (1 * z + 0) with z in B by ring; exact B. }
      simpl; apply Rabs_le_inv in B; assert (0 <= 1 + e * z) by nra; nra.
    - apply IH; intros c Ic; specialize (Bz ((0, c) : point (S m)) (or_intror (in_map _ _ _ Ic))); simpl in Bz.
      replace (0 * z + dot c zs) with (dot c zs) in Bz by ring; exact Bz. }
  assert (Dw : forall e, -1 <= e <= 1 -> distribution (mix l (w e))).
  { intros e He; split; [apply nonneg_mix; auto|rewrite sum_mix; auto]. }
  destruct (parts _ z) as (N1 & Dj & Diff & _); pose (U := mix l (plus_part z)).
  assert (Eu : forall e q, value (member h (mix l (w e))) q = value (member h (mix l one)) q \/ ~ In q P).
  { intros e q; destruct (classic (In q P)) as [I|N]; [left|right; auto]; unfold value; rewrite !member_value, !dot_mix.
    rewrite (dot_comm _ (w e)), Dot, (K (answers l (proj1_sig q))), (dot_comm _ one)
      by (right; apply (in_map (fun p => answers l (proj1_sig p))), I); ring. }
  exists (mix l (w 1)), (mix l (w (-1))), (support U).
  split; [apply Dw; lra|split; [apply Dw; lra|split; [apply support_cube|split; [|split]]]].
  - rewrite !dot_mix, !(dot_comm _ (w _)), !Dot.
    assert (Ez : dot (answers l (support U)) z = sum (plus_part z)).
    { rewrite dot_comm, <- Diff, <- !dot_mix; fold U; rewrite dot_support by (apply nonneg_mix; auto).
      rewrite dot_support_disjoint by (apply disjoint_mix; auto); unfold U; rewrite sum_mix by auto; ring. }
    rewrite Ez; assert (I : 0 < / INR r) by (apply Rinv_0_lt_compat; auto).
    unfold Rdiv; assert (INR c * / INR r <= sum (plus_part z) * / INR r) by (apply Rmult_le_compat_r; lra); lra.
  - rewrite (E (member h (mix l (w 1)))), (E (member h (mix l (w (-1))))); auto; intros p I;
      (destruct (Eu 1 p) as [Q|N]; [|contradiction]); (destruct (Eu (-1) p) as [Q'|N]; [|contradiction]); auto.
  - intros q y Fq; rewrite !dot_mix, (answers_same l q y Fq), !dot_diag, !Sw, Rmult_1_r; auto.
Qed.

(** ** j questions halve, the others ask the mean *)
Lemma asking_groups k B h (s : strategy (input (S (S k))) R B) : forall n j r c l, at_most n s -> family l -> (j <= n)%nat ->
  (2 ^ j * (r - 1) < length l)%nat -> (n + 2 * c <= j + r)%nat -> (0 < c)%nat ->
  exists u v x, distribution u /\ distribution v /\ cube x /\
    2 * (INR c / INR r) <= dot u x - dot v x /\ play value s (member h u) = play value s (member h v) /\
    forall q y, Forall (fun w => dot w q = y) l -> dot u q = y /\ dot v q = y.
Proof.
  assert (Now : forall (s : strategy (input (S (S k))) R B) n r c l, at_most n s -> family l -> (r - 1 < length l)%nat ->
    (n + 2 * c <= r)%nat -> (0 < c)%nat -> exists u v x, distribution u /\ distribution v /\ cube x /\
    2 * (INR c / INR r) <= dot u x - dot v x /\ play value s (member h u) = play value s (member h v) /\
    forall q y, Forall (fun w => dot w q = y) l -> dot u q = y /\ dot v q = y).
  { clear s; intros s n r c l As Fl Hl Hn Hc; pose proof (firstn_skipn r l) as E; rewrite <- E in Fl.
    destruct (asking_the_mean k B h s n r c (firstn r l) As (family_app _ _ _ Fl)) as (u & v & x & Du & Dv & Hx & G & P & K); auto.
    - apply firstn_length_le; lia.
    - exists u, v, x; do 5 (split; auto); intros q y Fq; apply K; rewrite <- E in Fq; apply Forall_app in Fq; apply Fq. }
  induction s as [b|q next IH]; intros n j r c l As Fl Hj Hl Hn Hc.
  - apply (Now _ 0%nat r c l); [exact I|auto| |lia|auto]; pose proof (Nat.pow_nonzero 2 j ltac:(lia)); nia.
  - destruct j as [|j]; [apply (Now _ n r c l); auto; rewrite Nat.mul_1_l in Hl; exact Hl|].
    destruct n as [|n]; [lia|]; cbn [at_most] in As.
    destruct (halve _ (proj1_sig q) (length l) l 0 1) as (y & l' & _ & F' & L' & E' & Mix); auto; [lra| |].
    { eapply Forall_impl; [|apply (proj1 Fl)]; intros u [Nu Su]; pose proof (nonneg_dot _ u _ Nu (proj2_sig q)); lra. }
    destruct (IH ((1 - h) * y + h * Points.u (proj1_sig q)) n j r c l' (As _) F') as (u & v & x & Du & Dv & Hx & G & P & K); auto; try lia.
    { rewrite Nat.pow_succ_r' in Hl; nia. }
    exists u, v, x; do 4 (split; auto); destruct (K _ _ E') as [Eu Ev]; split.
    + simpl; unfold value at 2 4; rewrite !member_value, Eu, Ev; exact P.
    + intros q' y' Fq; apply K, (Mix (fun w => dot w q' = y')); auto; apply mixing_value.
Qed.
Theorem affine_error_with_groups k n j r c : (j <= n)%nat -> (2 ^ j * (r - 1) < S (S k))%nat -> (n + 2 * c <= j + r)%nat -> (0 < c)%nat ->
  forall eps, eps < INR c / INR r -> never (fun C T => within_with (examples_n n) C T eps) (@affine (S (S k))).
Proof.
  intros Hj Hr Hn Hc eps He T HT (D & A & HD).
  destruct (A (diag _ 0) (diag _ 1) 0 1) as (s & Hs & Es).
  pose (g := INR c / INR r); assert (Hg : eps < g) by exact He; pose (h := Rmin (1 / 2) ((g - eps) / 4)).
  assert (Hh : 0 < h < 1 /\ h <= (g - eps) / 4).
  { unfold h; pose proof (Rmin_l (1 / 2) ((g - eps) / 4)); pose proof (Rmin_r (1 / 2) ((g - eps) / 4)).
    assert (0 < Rmin (1 / 2) ((g - eps) / 4)) by (apply Rmin_glb_lt; lra); lra. }
  destruct (asking_groups k _ h s n j r c (basis (S (S k))) Hs (basis_family _) Hj) as (u & v & x & Du & Dv & Hx & G & E & _); auto.
  { rewrite basis_length; exact Hr. }
  fold g in G; pose proof (nonneg_dot _ v x (proj1 Dv) Hx) as Rv; pose proof (nonneg_dot _ u x (proj1 Du) Hx) as Ru.
  rewrite (proj2 Dv) in Rv; rewrite (proj2 Du) in Ru; clearbody g h.
  assert (Au : affine (member h u)) by apply dot_affine; assert (Av : affine (member h v)) by apply dot_affine.
  destruct (unique_Phi_shown _ _ _ _ _ _ _ HT Au (member_unique_Phi h u (proj1 Hh) Du)) as (T1 & E1 & E1').
  destruct (unique_Phi_shown _ _ _ _ _ _ _ HT Av (member_unique_Phi h v (proj1 Hh) Dv)) as (T2 & E2 & E2').
  pose proof (HD _ _ _ Au T1 x Hx) as B1; pose proof (HD _ _ _ Av T2 x Hx) as B2.
  rewrite E1, E1', Es in B1; rewrite E2, E2', Es, <- E in B2.
  set (z := play value s (member h u) x) in *; clearbody z; rewrite member_value in B1, B2.
  apply Rabs_le_inv in B1; apply Rabs_le_inv in B2; nra.
Qed.
